// Times in words, in UTC and in one language, so that they can be compared.
import { countOf } from '../../shared/util/humanText';

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** `Wednesday, 22 February 2023`. */
export function dateText(millis: number): string {
  const date = new Date(millis);
  const weekday = weekdays[date.getUTCDay()] ?? '';
  return `${weekday}, ${date.getUTCDate()} ${months[date.getUTCMonth()] ?? ''} ${date.getUTCFullYear()}`;
}

/** `3 days ago`, `in 2 hours`, `just now`. */
export function ageText(millis: number, now: Date): string {
  const elapsed = now.getTime() - millis;
  const size = Math.abs(elapsed);
  if (size < minute) return 'just now';
  const amount =
    size < hour
      ? countOf(Math.floor(size / minute), 'minute')
      : size < day
        ? countOf(Math.floor(size / hour), 'hour')
        : countOf(Math.floor(size / day), 'day');
  return elapsed < 0 ? `in ${amount}` : `${amount} ago`;
}
