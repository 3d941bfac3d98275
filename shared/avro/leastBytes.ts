import type { AvroType } from './fields';

/**
 * The fewest bytes that a value of the type takes: a bound on how many values some bytes can hold.
 * 0 is said only of types whose values take no bytes at all (null, empty records, records of such).
 */
export function leastBytes(type: AvroType): number {
  return measure(type, new Set());
}

function measure(type: AvroType, around: Set<AvroType>): number {
  switch (type.kind) {
    case 'null':
      return 0;
    case 'float':
      return 4;
    case 'double':
      return 8;
    case 'fixed':
      return type.size;
    case 'record': {
      // A record inside itself without an array, map or union between them has no end; any bound holds for it.
      if (around.has(type)) return 0;
      around.add(type);
      let sum = 0;
      for (const field of type.fields) sum += measure(field.type, around);
      around.delete(type);
      return sum;
    }
    default:
      // A varint, a length, a branch or the end of an array takes one byte at least.
      return 1;
  }
}
