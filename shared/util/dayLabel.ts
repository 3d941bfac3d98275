/**
 * A day as people say it: `Wed 22 Feb`, with the year where it is another than this one.
 * UTC, as all of Pendo's days.
 */
export function dayLabel(periodId: string, now: Date, language = 'en'): string {
  const day = new Date(periodId);
  if (Number.isNaN(day.getTime())) return periodId;
  const isThisYear = day.getUTCFullYear() === now.getUTCFullYear();
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(isThisYear ? {} : { year: 'numeric' }),
    timeZone: 'UTC',
  });
  return format.format(day).replace(',', '');
}
