import type { AvroType, RecordType } from './fields';

/** Records that hold others twice hold those below them 2^depth times: each is measured once. */
const measured = new WeakMap<RecordType, number>();

/**
 * The fewest bytes that a value of the type takes: a bound on how many values some bytes can hold.
 * 0 is said only of types whose values take no bytes at all (null, empty records, records of such).
 */
export function leastBytes(type: AvroType): number {
  switch (type.kind) {
    case 'null':
      return 0;
    case 'float':
      return 4;
    case 'double':
      return 8;
    case 'fixed':
      return type.size;
    case 'record':
      return measured.get(type) ?? leastOfRecord(type);
    default:
      // A varint, a length, a branch or the end of an array takes one byte at least.
      return 1;
  }
}

function leastOfRecord(type: RecordType): number {
  // A record straight inside itself has no end; any bound holds for it.
  measured.set(type, 0);
  const sum = type.fields.reduce((bytes, field) => bytes + leastBytes(field.type), 0);
  measured.set(type, sum);
  return sum;
}
