import type { AvroValue } from './avroValue';
import { isArrayValue, isMapValue, isRecordValue, UnionValue } from './avroValue';
import type { AvroType } from './fields';

/** The branch of a union that a value is of: the kept one, else the first that such a value fits. */
export function branchOf(
  value: AvroValue,
  branches: readonly AvroType[],
): { readonly value: AvroValue; readonly type: AvroType } {
  if (value instanceof UnionValue) {
    const type = branches[value.branch];
    return type ? { value: value.value, type } : { value: null, type: { kind: 'null' } };
  }
  const type = branches.find(branch => fits(value, branch));
  return { value, type: type ?? { kind: 'null' } };
}

function fits(value: AvroValue, type: AvroType): boolean {
  switch (type.kind) {
    case 'null':
      return value === null;
    case 'boolean':
      return typeof value === 'boolean';
    case 'int':
      return typeof value === 'number' && value === (value | 0);
    case 'long':
      return typeof value === 'bigint' || Number.isSafeInteger(value);
    case 'float':
    case 'double':
      return typeof value === 'number';
    case 'string':
      return typeof value === 'string';
    case 'enum':
      return typeof value === 'string' && type.symbols.includes(value);
    case 'bytes':
      return value instanceof Uint8Array;
    case 'fixed':
      return value instanceof Uint8Array && value.length === type.size;
    case 'array':
      return isArrayValue(value);
    case 'map':
      return isMapValue(value);
    case 'record':
      return isRecordValue(value) && type.fields.every(({ name }) => name in value);
    case 'union':
      return type.branches.some(branch => fits(value, branch));
  }
}
