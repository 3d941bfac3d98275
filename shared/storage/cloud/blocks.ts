/** Blocks of an object begin at multiples of it: what is kept of a remote object, in memory and on disk, is whole blocks. */
export const blockBytes = 1 << 16;

/** The runs of blocks, from `first` to before `next`, that are not known: each is one request. */
export function missingRuns(
  { first, next }: BlockRun,
  isKnown: (block: number) => boolean,
): BlockRun[] {
  const runs: BlockRun[] = [];
  let from: number | undefined;
  for (let block = first; block <= next; block++) {
    const isMissing = block < next && !isKnown(block);
    if (isMissing) from ??= block;
    else if (from !== undefined) {
      runs.push({ first: from, next: block });
      from = undefined;
    }
  }
  return runs;
}

/** Blocks by number, half-open. */
export interface BlockRun {
  readonly first: number;
  readonly next: number;
}
