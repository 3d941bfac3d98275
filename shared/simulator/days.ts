// Calendar days in UTC as whole numbers since 1970-01-01, as Avro's logical type `date` counts them.

/** Milliseconds of a day; UTC has no days of another length here. */
export const dayMilliseconds = 86_400_000;

/** The day that `2024-06-30` names; undefined when it names none. */
export function dayOf(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const day = Date.parse(`${text}T00:00:00Z`) / dayMilliseconds;
  return Number.isInteger(day) && textOfDay(day) === text ? day : undefined;
}

/** `2024-06-30`. */
export function textOfDay(day: number): string {
  return new Date(day * dayMilliseconds).toISOString().slice(0, 10);
}

/** `2024-06-30T00:00:00Z`, as the bill of materials writes a period. */
export function periodIdOf(day: number): string {
  return `${textOfDay(day)}T00:00:00Z`;
}

/** 0 is Sunday. */
export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}
