// Numbers as people read them. Pure, and the same in every locale, so that output can be compared.

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

/** `1,234,567`. */
export function countText(count: number | bigint): string {
  return count.toString().replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 slice`, `2 slices`, `1,234 slices`. */
export function countOf(count: number, singular: string, many = `${singular}s`): string {
  return `${countText(count)} ${count === 1 ? singular : many}`;
}

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
