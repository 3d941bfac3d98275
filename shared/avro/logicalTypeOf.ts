// Which logical type a schema's attributes give its base type. Unknown and ill-fitting ones are ignored, as the specification asks.
import type { AvroType, LogicalType } from './fields';

/** The logical type that `schema` declares on `type`; undefined means that the base type stands alone. */
export function logicalTypeOf(
  type: AvroType,
  schema: Readonly<Record<string, unknown>>,
): LogicalType | undefined {
  switch (type.kind) {
    case 'int':
      return named(schema, ['date', 'time-millis']);
    case 'long':
      return named(schema, longTypes);
    case 'string':
      return named(schema, ['uuid']);
    case 'bytes':
      return decimal(schema, Number.POSITIVE_INFINITY);
    case 'fixed':
      if (type.size === 12 && schema['logicalType'] === 'duration') return { name: 'duration' };
      if (type.size === 16 && schema['logicalType'] === 'uuid') return { name: 'uuid' };
      return decimal(schema, type.size);
    default:
      return undefined;
  }
}

type PlainName = Exclude<LogicalType['name'], 'decimal'>;

const longTypes: readonly PlainName[] = [
  'time-micros',
  'timestamp-millis',
  'timestamp-micros',
  'timestamp-nanos',
  'local-timestamp-millis',
  'local-timestamp-micros',
  'local-timestamp-nanos',
];

function named(
  schema: Readonly<Record<string, unknown>>,
  allowed: readonly PlainName[],
): LogicalType | undefined {
  const name = allowed.find(candidate => candidate === schema['logicalType']);
  return name === undefined ? undefined : { name };
}

/** A precision that is no positive integer or more than the bytes hold, or a scale beyond it, makes it no decimal. */
function decimal(schema: Readonly<Record<string, unknown>>, size: number): LogicalType | undefined {
  const { logicalType, precision, scale = 0 } = schema;
  if (logicalType !== 'decimal' || !isCount(precision) || !isCount(scale)) return undefined;
  const most = Math.floor((size * 8 - 1) * Math.log10(2));
  if (precision === 0 || precision > most || scale > precision) return undefined;
  return { name: 'decimal', precision, scale };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
