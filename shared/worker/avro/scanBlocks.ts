// All readable blocks of a file in order, fast where it is sound, by salvage from the first damage on.
import { readBlocks, type Block } from '../../avro/readBlocks';
import { isLost, salvageFrom } from '../../avro/salvage';
import type { ScanProgress } from '../../protocol/avroPreview';
import { Breather } from '../../util/breather';
import { endOf, isDamage, type PreviewFile } from './previewFile';

export interface ScanOptions {
  /** Called a few times a second, after the block that it tells of is done with. */
  readonly onProgress?: ((progress: ScanProgress) => void) | undefined;
}

const progressMillis = 120;

/** Goes through the whole file; damaged blocks are left out. */
export async function* scanBlocks(
  file: PreviewFile,
  { onProgress }: ScanOptions,
  signal?: AbortSignal,
): AsyncGenerator<Block, void, undefined> {
  const { container } = file;
  const breather = new Breather();
  let reported = performance.now();
  let offset = container.dataStart;
  let row = 0;
  for await (const block of soundBlocks(file, signal)) {
    yield block;
    offset = endOf(block);
    row = block.firstRow + block.rowCount;
    await breather.breathe(signal);
    if (!onProgress || performance.now() - reported < progressMillis) continue;
    reported = performance.now();
    onProgress({ offset, size: container.source.size, rowsRead: row });
  }
}

async function* soundBlocks(
  { container }: PreviewFile,
  signal: AbortSignal | undefined,
): AsyncGenerator<Block, void, undefined> {
  let from = { offset: container.dataStart, row: 0 };
  try {
    for await (const block of readBlocks(container, {}, signal)) {
      yield block;
      from = { offset: endOf(block), row: block.firstRow + block.rowCount };
    }
  } catch (error) {
    if (!isDamage(error)) throw error;
    for await (const part of salvageFrom(container, from, signal)) if (!isLost(part)) yield part;
  }
}
