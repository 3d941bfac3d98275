/**
 * A day as people say it: `Wed 22 Feb`, with the year where it is another than that of the day beside it.
 * UTC, as all of Pendo's days.
 */
export function dayLabel(periodId: string, beside: string, language = 'en'): string {
  const day = new Date(periodId);
  if (Number.isNaN(day.getTime())) return periodId;
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(periodId.slice(0, 4) === beside.slice(0, 4) ? {} : { year: 'numeric' }),
    timeZone: 'UTC',
  });
  return format.format(day).replace(',', '');
}
