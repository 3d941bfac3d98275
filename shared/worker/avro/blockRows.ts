// The block map: what each block's header says, and what it comes to unpacked.
import { compileDecoder } from '../../avro/decode';
import type { Block } from '../../avro/readBlocks';
import type { BlockRow } from '../../protocol/avroPreview';
import type { IndexEntry } from './growingIndex';
import { isDamage, type PreviewFile } from './previewFile';

/** Blocks by their place in the index, as far as counting has come. */
export async function blockRows(
  file: PreviewFile,
  { start, end }: { readonly start: number; readonly end: number },
  signal?: AbortSignal,
): Promise<readonly BlockRow[]> {
  const rows: BlockRow[] = [];
  for (let place = start; place < end; place++) {
    signal?.throwIfAborted();
    const entry = file.index.at(place);
    if (!entry) break;
    rows.push(await blockRow(file, place, entry, signal));
  }
  return rows;
}

async function blockRow(
  file: PreviewFile,
  place: number,
  entry: IndexEntry,
  signal: AbortSignal | undefined,
): Promise<BlockRow> {
  const { offset, firstRow, rowCount, end, lost } = entry;
  const row = { block: place, offset, firstRow, rows: rowCount };
  const whole = end - offset;
  if (lost) return { ...row, bytes: whole, unpacked: null, lost: lost.reason };
  try {
    const block = await file.block(entry, signal);
    if (block) check(file, block);
    return { ...row, bytes: block?.dataSize ?? whole, unpacked: block?.bytes.length ?? null };
  } catch (error) {
    if (!isDamage(error)) throw error;
    file.index.markLost(place, error);
    return { ...row, bytes: whole, unpacked: null, lost: error.message };
  }
}

/** Walks over the values without making any: those that are no values throw. */
function check({ container }: PreviewFile, block: Block): void {
  const decoder = compileDecoder(container.type, { columns: [] });
  for (const rows of decoder.batches(container, block)) void rows;
}
