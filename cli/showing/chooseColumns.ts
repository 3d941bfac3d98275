import type { AvroValue } from '../../shared/avro/avroValue';
import { isRecordValue } from '../../shared/avro/avroValue';
import type { AvroType } from '../../shared/avro/fields';
import { DataSyncError } from '../../shared/errors';
import { closestName } from '../../shared/util/closestName';

/** The columns of a file that are shown, in the order they were asked for. */
export interface ChosenColumns {
  readonly names: readonly string[];
  readonly types: readonly AvroType[];
  /** What the decoder is to read; undefined for all. */
  readonly projection: readonly string[] | undefined;
  cells(row: AvroValue): AvroValue[];
}

/** `wanted` is what stands after `--columns`, undefined for all. A schema that is no record has the column `value`. */
export function chooseColumns(type: AvroType, wanted: string | undefined): ChosenColumns {
  if (type.kind !== 'record') {
    if (wanted !== undefined && wanted !== 'value') throw unknownColumn(wanted, ['value']);
    return { names: ['value'], types: [type], projection: undefined, cells: row => [row] };
  }
  const known = type.fields.map(({ name }) => name);
  const names = wanted === undefined ? known : wanted.split(',').map(name => name.trim());
  const types = names.map(name => {
    const field = type.fields.find(each => each.name === name);
    if (!field) throw unknownColumn(name, known);
    return field.type;
  });
  return {
    names,
    types,
    projection: wanted === undefined ? undefined : names,
    cells: row => (isRecordValue(row) ? names.map(name => row[name] ?? null) : [row]),
  };
}

function unknownColumn(name: string, known: readonly string[]): DataSyncError {
  const closest = closestName(name, known);
  const hint = closest === undefined ? `it has ${known.join(', ')}` : `did you mean ${closest}?`;
  return new DataSyncError('cli.usage', `the file has no column "${name}"; ${hint}`, {
    column: name,
    columns: known,
  });
}
