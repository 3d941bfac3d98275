import type { Row } from './row';

/** Where the first Avro file lies among rows and what is below them: with newest exports first, one of the newest. */
export async function firstFile(
  rows: readonly Row[],
  signal: AbortSignal,
): Promise<string | undefined> {
  for (const row of rows) {
    if (signal.aborted) return undefined;
    const { slice, location } = row.target;
    if (slice && location !== undefined) return location;
    const found = await firstFile(await row.children(), signal);
    if (found !== undefined) return found;
  }
  return undefined;
}
