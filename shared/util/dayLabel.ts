/**
 * A day as people say it: `Wed 22 Feb`, with the year where it is another than that of the day beside it.
 * UTC, as all of Pendo's days.
 */
export function dayLabel(periodId: string, beside: string, language = 'en'): string {
  const isSameYear = periodId.slice(0, 4) === beside.slice(0, 4);
  const year = isSameYear ? {} : ({ year: 'numeric' } as const);
  return labelOf(periodId, language, { weekday: 'short', ...year });
}

/** The same where there is little room: `22 Feb 2023`. */
export function dateLabel(periodId: string, language = 'en'): string {
  return labelOf(periodId, language, { year: 'numeric' });
}

function labelOf(
  periodId: string,
  language: string,
  more: Pick<Intl.DateTimeFormatOptions, 'weekday' | 'year'>,
): string {
  const day = new Date(periodId);
  if (Number.isNaN(day.getTime())) return periodId;
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    ...{ day: 'numeric', month: 'short', timeZone: 'UTC' },
    ...more,
  });
  return format.format(day).replace(',', '');
}
