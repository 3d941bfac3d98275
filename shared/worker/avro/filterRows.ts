import { compileDecoder } from '../../avro/decode';
import type { FilterCondition, ScanProgress } from '../../protocol/avroPreview';
import { compileConditions } from './conditions';
import type { PreviewFile } from './previewFile';
import type { RowSet } from './rowSet';
import { scanBlocks } from './scanBlocks';

export interface FilterOptions {
  readonly conditions: readonly FilterCondition[];
  /** Compare underlying numbers instead of the texts of logical types. */
  readonly raw: boolean;
  /** Filled while the file is read, so that its first rows can be shown at once. */
  readonly found: RowSet;
  readonly onProgress: (progress: ScanProgress) => void;
}

/** Looks at every row of the file; only the columns of the conditions are decoded. */
export async function filterRows(
  file: PreviewFile,
  { conditions, raw, found, onProgress }: FilterOptions,
  signal?: AbortSignal,
): Promise<void> {
  const test = compileConditions(conditions, file.columns, raw);
  const columns = conditions.map(({ column }) => column);
  const decoder = compileDecoder(file.container.type, { columns, branches: true });
  for await (const block of scanBlocks(file, { onProgress }, signal)) {
    let row = block.firstRow;
    for (const batch of decoder.batches(file.container, block)) {
      for (const value of batch) {
        if (test(value)) found.push(row);
        row++;
      }
    }
  }
}
