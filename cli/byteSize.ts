import { DataSyncError } from '../shared/errors';

const units: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9 };

/** The bytes of `64000`, `64k`, `1.5M` or `3G` (decimal units); anything else is `cli.usage`. */
export function parseByteSize(option: string, text: string): number {
  const match = /^(\d+(?:\.\d+)?)([kmg]?)b?$/i.exec(text);
  const bytes = Number(match?.[1]) * (units[match?.[2]?.toLowerCase() ?? ''] ?? NaN);
  if (Number.isSafeInteger(Math.round(bytes)) && bytes >= 1) return Math.round(bytes);
  throw new DataSyncError(
    'cli.usage',
    `--${option} is "${text}", allowed: a number of bytes such as 64000, 64k, 10M or 3G`,
  );
}
