// Values without parts as cells show them: logical types as texts, or `raw` as the numbers they are made of.
import type { AvroValue } from './avroValue';
import type { AvroType, LogicalType } from './fields';
import {
  formatBytes,
  formatDate,
  formatDecimal,
  formatDuration,
  formatTime,
  formatTimestamp,
  formatUuid,
  maxDecimalBytes,
  unscaledDecimal,
} from './logicalText';

/** A value that is no record, array, map or union, as a cell shows it. */
export function showScalar(
  value: AvroValue,
  type: AvroType,
  { raw = false }: { readonly raw?: boolean | undefined } = {},
): null | boolean | number | bigint | string {
  const logical = 'logical' in type ? type.logical : undefined;
  if (typeof value === 'number' || typeof value === 'bigint') {
    if (logical && !raw) return integerText(value, logical);
    return Number.isFinite(value) || typeof value === 'bigint' ? value : String(value);
  }
  if (value instanceof Uint8Array) return bytesText(value, logical, raw);
  return typeof value === 'string' || typeof value === 'boolean' ? value : null;
}

/** The text of an int or long with this logical type. */
export function integerText(
  value: number | bigint,
  logical: LogicalType,
): string | number | bigint {
  switch (logical.name) {
    case 'date':
      return formatDate(value);
    case 'time-millis':
      return formatTime(value, 'millis');
    case 'time-micros':
      return formatTime(value, 'micros');
    case 'timestamp-millis':
      return formatTimestamp(value, 'millis');
    case 'timestamp-micros':
      return formatTimestamp(value, 'micros');
    case 'timestamp-nanos':
      return formatTimestamp(value, 'nanos');
    case 'local-timestamp-millis':
      return formatTimestamp(value, 'millis', true);
    case 'local-timestamp-micros':
      return formatTimestamp(value, 'micros', true);
    case 'local-timestamp-nanos':
      return formatTimestamp(value, 'nanos', true);
    default:
      return value;
  }
}

function bytesText(
  bytes: Uint8Array,
  logical: LogicalType | undefined,
  raw: boolean,
): string | bigint {
  switch (logical?.name) {
    case 'decimal':
      return raw && bytes.length <= maxDecimalBytes
        ? unscaledDecimal(bytes)
        : formatDecimal(bytes, logical.scale);
    case 'duration':
      return raw ? formatBytes(bytes) : formatDuration(bytes);
    case 'uuid':
      return raw ? formatBytes(bytes) : formatUuid(bytes);
    default:
      return formatBytes(bytes);
  }
}
