// Numbers as people read them. Pure, and the same in every language: the number of a row in the tree is that of the plan,
// of the command line and of a report that somebody else reads, to compare and to search for. Words are translated.
import { filled } from './translate';

/** `0 bytes`, `1 byte`, `812 bytes`, `1.4 kB`, `3.2 GB`: decimal units, as storage bills count. */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return countOf(bytes, 'byte');
  const units = ['kB', 'MB', 'GB', 'TB', 'PB'];
  let value = bytes;
  let unit = 'bytes';
  for (const larger of units) {
    if (value < 999.5) break;
    value /= 1000;
    unit = larger;
  }
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}

/** `1,234,567`: the one form of whole numbers, in tables, rows and sentences, whatever the language. */
export function countText(count: number | bigint): string {
  return count.toString().replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 slice`, `2 slices`, `1,234 slices`: for what is said in English only. */
export function countOf(count: number, singular: string, many = `${singular}s`): string {
  return `${countText(count)} ${count === 1 ? singular : many}`;
}

/** `1 export`, `3 exports`: one of two translated texts in which {0} is the number, and {1} and on what `others` are. */
export function counted(
  count: number,
  one: string,
  many: string,
  ...others: readonly string[]
): string {
  return filled(count === 1 ? one : many, [countText(count), ...others]);
}

/** `412`, `41K`, `1.2M`: a number that changes while somebody looks at it. */
export function shortCount(count: number): string {
  return shortNumbers.format(count);
}

const shortNumbers = new Intl.NumberFormat('en', { notation: 'compact' });

/** `0.04 s`, `3.2 s`, `42 s`, `4 min 5 s`, `2 h 3 min`. */
export function durationText(seconds: number): string {
  if (seconds < 0.995) return `${seconds.toFixed(2)} s`;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** The day of a period: `2023-02-22T00:00:00Z` is `2023-02-22`. */
export function dayText(periodId: string): string {
  return periodId.slice(0, 10);
}
