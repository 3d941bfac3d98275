// One Avro file → what the rules want to know of it. Reads all of it, but decodes one column only.
import type { AvroValue } from '../../shared/avro/avroValue';
import { openContainer, type Container } from '../../shared/avro/container';
import type { AvroType } from '../../shared/avro/fields';
import { countRows } from '../../shared/avro/blockIndex';
import { readRecords } from '../../shared/avro/readRecords';
import type { ByteSource } from '../../shared/avro/byteSource';
import { isRecordValue } from '../../shared/avro/avroValue';
import { schemaText } from '../../shared/columns/schemaText';
import { DataSyncError } from '../../shared/errors';
import type { AvroFileFact } from '../../shared/manifest/facts';
import { canonicalPeriodId, periodIdOf } from '../../shared/manifest/timestamps';

/** What is asked of a file beyond its rows and columns. */
export interface Inspection {
  readonly wantsPeriods: boolean;
  /** The column of a definition file's ids: the first of these that it has. */
  readonly idColumns: readonly string[];
}

/** What a file says, and the ids it defines where these were asked for. */
export interface InspectedFile {
  readonly fact: AvroFileFact;
  readonly ids: ReadonlySet<string> | undefined;
}

/** Reads a file to its end; what Avro does not allow is a fact, what storage refuses throws. */
export async function inspectAvroFile(
  source: ByteSource,
  inspection: Inspection,
  signal?: AbortSignal,
): Promise<InspectedFile> {
  try {
    return await inspect(await openContainer(source, signal), inspection, signal);
  } catch (error) {
    if (!(error instanceof DataSyncError && error.code.startsWith('avro.'))) throw error;
    const kind = error.code === 'avro.unknown-codec' ? 'unknownCodec' : 'damaged';
    return { fact: { kind, message: error.message }, ids: undefined };
  }
}

async function inspect(
  container: Container,
  { wantsPeriods, idColumns }: Inspection,
  signal?: AbortSignal,
): Promise<InspectedFile> {
  const types = columnTypes(container.type);
  const columns = columnsOf(container.schemaText, types);
  const periodOf = wantsPeriods ? periodReader(types.get('periodId')) : undefined;
  const idColumn = idColumns.find(name => types.has(name));
  const column = periodOf ? 'periodId' : idColumn;
  if (column === undefined) {
    const rowCount = await countRows(container, {}, signal);
    return { fact: { kind: 'read', rowCount, columns, periods: undefined }, ids: undefined };
  }
  const textOf = periodOf ?? (value => (typeof value === 'string' ? value : undefined));
  const found = new Set<string>();
  let rowCount = 0;
  for await (const { rows } of readRecords(container, { columns: [column] }, signal)) {
    rowCount += rows.length;
    for (const row of rows) {
      const value = isRecordValue(row) ? row[column] : undefined;
      const text = value === undefined ? undefined : textOf(value);
      if (text !== undefined) found.add(text);
    }
  }
  const periods = periodOf && [...found].sort();
  return { fact: { kind: 'read', rowCount, columns, periods }, ids: periodOf ? undefined : found };
}

/** A destination has a handful of schemas and thousands of files. */
const knownColumns = new Map<string, ReadonlyMap<string, string>>();
const knownLimit = 1000;

function columnsOf(
  schema: string,
  types: ReadonlyMap<string, AvroType>,
): ReadonlyMap<string, string> {
  const known = knownColumns.get(schema);
  if (known) return known;
  const columns = new Map([...types].map(([name, type]) => [name, schemaText(type)]));
  if (knownColumns.size < knownLimit) knownColumns.set(schema, columns);
  return columns;
}

function columnTypes(type: AvroType): Map<string, AvroType> {
  const fields = type.kind === 'record' ? type.fields : [{ name: 'value', type }];
  return new Map(fields.map(field => [field.name, field.type]));
}

const dayMillis = 86_400_000;

/** How a value of the column names its day; undefined for types of which that is not known. */
function periodReader(
  type: AvroType | undefined,
): ((value: AvroValue) => string | undefined) | undefined {
  if (type?.kind === 'union') {
    const branches = type.branches.filter(({ kind }) => kind !== 'null');
    return branches.length === 1 ? periodReader(branches[0]) : undefined;
  }
  if (type?.kind === 'string') {
    return value => (typeof value === 'string' ? canonicalPeriodId(value) : undefined);
  }
  if (type?.kind !== 'int' && type?.kind !== 'long') return undefined;
  const millis = unitMillis[type.logical?.name ?? ''];
  if (millis === undefined) return undefined;
  return value => {
    const time = typeof value === 'number' || typeof value === 'bigint' ? Number(value) : NaN;
    const at = Math.floor(time * millis);
    return Math.abs(at) <= 8.64e15 ? periodIdOf(at) : undefined;
  };
}

const unitMillis: Readonly<Partial<Record<string, number>>> = {
  date: dayMillis,
  'timestamp-millis': 1,
  'timestamp-micros': 1 / 1000,
};
