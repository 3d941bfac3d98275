const millisPerDay = 86_400_000;

/** Days since 1970 of the day, UTC, that a period or a time is in; NaN where it cannot be told. */
export function dayNumber(time: string): number {
  return Math.floor(Date.parse(`${time.slice(0, 10)}T00:00:00Z`) / millisPerDay);
}

/** `2023-02-22` of a number of days since 1970. */
export function dayOfNumber(day: number): string {
  return new Date(day * millisPerDay).toISOString().slice(0, 10);
}
