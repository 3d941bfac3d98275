// A decoded Avro value as the SQL value of its column: the reference for the bulk path, and the
// form in which files and tables are compared.
import type { AvroValue } from '../avro/avroValue';
import type { AvroType } from '../avro/fields';
import { showValue } from '../avro/formatValue';
import { branchOf } from '../avro/unionBranch';

/** What a column holds; integers beyond 2^53 are bigint. */
export type ColumnValue = null | number | bigint | string | Uint8Array;

/** The value as SQL has it (contracts, section 5). Decode with `branches`, so that unions tell their branch. */
export function columnValue(value: AvroValue, type: AvroType): ColumnValue {
  if (type.kind === 'union') {
    const branch = branchOf(value, type.branches);
    return columnValue(branch.value, branch.type);
  }
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number' && Number.isNaN(value)) return null;
  if (typeof value === 'number' && !('logical' in type && type.logical)) return value;
  if (value instanceof Uint8Array && !('logical' in type && type.logical)) return value;
  const shown = showValue(value, type);
  return typeof shown === 'boolean' ? Number(shown) : shown;
}
