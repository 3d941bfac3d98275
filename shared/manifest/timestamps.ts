// Pendo's timestamps: always UTC, with up to 9 fraction digits, sometimes without `Z`.

const form =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2}):(\d{2})(?:[.,](\d+))?\s?([Zz]|[+-]\d{2}:?\d{2})?)?$/;

const dayMillis = 86_400_000;

/** Milliseconds since the epoch; undefined when the text is no timestamp. A missing `Z` means UTC. */
export function parseUtc(text: string): number | undefined {
  const found = form.exec(text);
  if (!found) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone] =
    found;
  // Not Date.UTC, which reads years below 100 as 19xx.
  const read = new Date(0);
  const date = read.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  // 30 February runs over into March.
  if (read.getUTCMonth() + 1 !== Number(month)) return undefined;
  // 60 is a leap second, 24:00:00 the end of a day: RFC 3339 knows only the first.
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return undefined;
  const time = (Number(hour) * 60 + Number(minute)) * 60_000 + Number(second) * 1000;
  const millis = Number(fraction.padEnd(3, '0').slice(0, 3));
  const offset = zoneMillis(zone);
  return offset === undefined ? undefined : date + time + millis - offset;
}

/** `YYYY-MM-DDT00:00:00Z` of any spelling of a UTC midnight; undefined for anything else. */
export function canonicalPeriodId(text: string): string | undefined {
  // The canonical spelling is the usual one, and there may be millions.
  const millis = parseUtc(text);
  if (millis === undefined || millis % dayMillis !== 0) return undefined;
  return periodIdOf(millis);
}

/** The period that an instant falls into. */
export function periodIdOf(millis: number): string {
  const day = new Date(Math.floor(millis / dayMillis) * dayMillis);
  return `${day.toISOString().slice(0, 10)}T00:00:00Z`;
}

/** The text ends with `Z` or an offset, as RFC 3339 demands. */
export function hasZone(text: string): boolean {
  return /([Zz]|[+-]\d{2}:?\d{2})$/.test(text) && text.length > 10;
}

/** The same instant as RFC 3339 writes it, a missing `Z` left out; undefined when the text is no timestamp. */
export function rfc3339Of(text: string): string | undefined {
  if (parseUtc(text) === undefined) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone = ''] = form.exec(text) ?? [];
  if (hour === undefined) return `${year}-${month}-${day}T00:00:00Z`;
  const digits = fraction === undefined ? '' : `.${fraction}`;
  const offset = zone.toUpperCase().replace(/^(.\d{2})(\d{2})$/, '$1:$2');
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${digits}${offset}`;
}

function zoneMillis(zone: string | undefined): number | undefined {
  if (zone === undefined || zone === 'Z' || zone === 'z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(-2));
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
