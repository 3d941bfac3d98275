// The number that the value of a filter's condition stands for.
import { DataSyncError } from '../errors';
import type { FilterCondition } from '../protocol/avroPreview';

/** `1,234` and `1_234` are numbers too; what is none is `preview.bad-filter`. */
export function wantedNumber({
  column,
  value,
}: Pick<FilterCondition, 'column' | 'value'>): number | bigint {
  const plain = value.trim().replaceAll(/[,_\s]/g, '');
  if (plain !== '' && !Number.isNaN(Number(plain))) return exactNumber(plain);
  const text = `filter on ${column}: ${JSON.stringify(value)} is not a number; write 12 or -0.5`;
  throw new DataSyncError('preview.bad-filter', text, { column });
}

/** Whole numbers beyond 2^53 stay exact. */
export function exactNumber(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) || !/^-?\d+$/.test(text) ? number : BigInt(text);
}
