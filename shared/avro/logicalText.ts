// The text forms of logical types (`2023-02-22`, `12.50`, `P1M2DT3.004S`), the same for the database, `show` and every export.

/** How finely a time or timestamp counts. */
export type TimeUnit = 'millis' | 'micros' | 'nanos';

/** Days since 1970-01-01 of the first and last day with a four-digit year. */
const firstDay = -719528;
const lastDay = 2932896;

const unitsPerSecond = { millis: 1_000, micros: 1_000_000, nanos: 1_000_000_000 } as const;
const fractionDigits = { millis: 3, micros: 6, nanos: 9 } as const;
const secondsPerDay = 86_400;

let cachedDay = Number.NaN;
let cachedDate = '';

/** Days since 1970-01-01 as `YYYY-MM-DD`; outside years 0 to 9999 the number itself. */
export function formatDate(days: number | bigint): string {
  const day = Number(days);
  if (day < firstDay || day > lastDay) return String(days);
  // Rows of one file mostly lie in one day.
  if (day !== cachedDay) {
    cachedDate = civilDate(day);
    cachedDay = day;
  }
  return cachedDate;
}

/** `YYYY-MM-DDTHH:MM:SS.` with 3, 6 or 9 digits and `Z`, without `Z` if local; outside years 0 to 9999 the number itself. */
export function formatTimestamp(value: number | bigint, unit: TimeUnit, local = false): string {
  const perSecond = unitsPerSecond[unit];
  const { seconds, fraction } = split(value, perSecond);
  const day = Math.floor(seconds / secondsPerDay);
  if (day < firstDay || day > lastDay) return String(value);
  const digits = String(fraction).padStart(fractionDigits[unit], '0');
  const time = clock(seconds - day * secondsPerDay);
  return `${formatDate(day)}T${time}.${digits}${local ? '' : 'Z'}`;
}

/** Time of day as `HH:MM:SS.` with 3, 6 or 9 digits; what is no time of day stays the number. */
export function formatTime(value: number | bigint, unit: TimeUnit): string {
  const { seconds, fraction } = split(value, unitsPerSecond[unit]);
  if (seconds < 0 || seconds >= secondsPerDay) return String(value);
  return `${clock(seconds)}.${String(fraction).padStart(fractionDigits[unit], '0')}`;
}

/** The unscaled integer of a decimal: big-endian two's complement; no bytes are 0. */
export function unscaledDecimal(bytes: Uint8Array): bigint {
  if (bytes.length === 0) return 0n;
  return BigInt.asIntN(bytes.length * 8, BigInt(`0x${hex(bytes)}`));
}

/** Ten thousand digits: more is damage, and turning binary into decimal digits takes quadratic time. */
export const maxDecimalBytes = 4096;

/** An exact decimal with all digits of its scale: `-12.50`; base64 where the bytes are too many for any decimal. */
export function formatDecimal(value: Uint8Array | bigint, scale: number): string {
  if (typeof value !== 'bigint' && value.length > maxDecimalBytes) return formatBytes(value);
  const unscaled = typeof value === 'bigint' ? value : unscaledDecimal(value);
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  const sign = unscaled < 0n ? '-' : '';
  if (scale === 0) return sign + digits;
  const point = digits.length - scale;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** `P{months}M{days}DT{s}.{mmm}S` of the 12 bytes of a duration. */
export function formatDuration(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const millis = view.getUint32(8, true);
  const fraction = String(millis % 1000).padStart(3, '0');
  const months = view.getUint32(0, true);
  return `P${months}M${view.getUint32(4, true)}DT${Math.floor(millis / 1000)}.${fraction}S`;
}

/** The 16 bytes of a uuid kept as fixed: `01234567-89ab-cdef-0123-456789abcdef`. */
export function formatUuid(bytes: Uint8Array): string {
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Standard base64 with padding. */
export function formatBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}

/** Whole seconds, rounded down, and what remains of them in the unit. */
function split(value: number | bigint, perSecond: number): { seconds: number; fraction: number } {
  if (typeof value === 'number') {
    const seconds = Math.floor(value / perSecond);
    return { seconds, fraction: value - seconds * perSecond };
  }
  const divisor = BigInt(perSecond);
  const rest = value % divisor;
  const fraction = rest < 0n ? rest + divisor : rest;
  return { seconds: Number((value - fraction) / divisor), fraction: Number(fraction) };
}

function clock(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return `${two(hours)}:${two(minutes)}:${two(seconds % 60)}`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** The proleptic Gregorian date, counted in years that begin in March so that leap days come last. */
function civilDate(days: number): string {
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36524) -
      Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}
