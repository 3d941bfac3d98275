import type { AvroValue } from '../avro/avroValue';
import type { AvroType } from '../avro/fields';
import { showValue, toJsonText, type ShowOptions } from '../avro/formatValue';
import type { CellForms } from './cellForms';

/** Avro values as cells: logical types as text, nested values as JSON. */
export function avroCells(types: readonly AvroType[], options: ShowOptions): CellForms<AvroValue> {
  const typeAt = (column: number): AvroType => types[column] ?? { kind: 'null' };
  return {
    text(value, column) {
      const shown = showValue(value, typeAt(column), options);
      return shown === null ? null : String(shown);
    },
    json: (value, column) => toJsonText(value, typeAt(column), options),
    isNumber: value => typeof value === 'number' || typeof value === 'bigint',
  };
}
