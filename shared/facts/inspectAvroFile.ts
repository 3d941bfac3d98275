// One Avro file → what the rules and the editor want to know of it. Reads all of it, but decodes few columns.
import { isRecordValue } from '../avro/avroValue';
import { countRows } from '../avro/walkBlocks';
import type { ByteSource } from '../avro/byteSource';
import { openContainer, type Container } from '../avro/container';
import type { AvroType } from '../avro/fields';
import { readRecords } from '../avro/readRecords';
import { schemaText } from '../columns/schemaText';
import { DataSyncError } from '../errors';
import type { AvroFileFact } from '../manifest/facts';
import { isMatchableType } from '../manifest/matchableId';
import type { MatchableType } from '../manifest/types';
import { Breather } from '../util/breather';
import { LruMap } from '../util/lruMap';
import type { ColumnReader, ColumnTypes } from './columnReader';
import { readDefinitions, type Definitions } from './readDefinitions';
import { readPeriods } from './readPeriods';

/** What is asked of a file beyond its rows and columns. */
export type Question =
  /** Nothing: the headers of its blocks are read, not the rows. */
  | 'columns'
  /** The periods of its rows. */
  | 'periods'
  /** The pages, features or track types that it defines. */
  | MatchableType;

/** What a file says. */
export interface InspectedFile {
  readonly fact: AvroFileFact;
  /** Of a definition file that was read to its end and has a column of ids. */
  readonly definitions: Definitions | undefined;
}

/** Reads a file to its end; what Avro does not allow is a fact, what storage refuses throws. */
export async function inspectAvroFile(
  source: ByteSource,
  question: Question,
  signal?: AbortSignal,
): Promise<InspectedFile> {
  try {
    return await inspect(await openContainer(source, signal), question, signal);
  } catch (error) {
    if (!(error instanceof DataSyncError && error.code.startsWith('avro.'))) throw error;
    const kind = error.code === 'avro.unknown-codec' ? 'unknownCodec' : 'damaged';
    return { fact: { kind, message: error.message }, definitions: undefined };
  }
}

async function inspect(
  container: Container,
  question: Question,
  signal?: AbortSignal,
): Promise<InspectedFile> {
  const types = columnTypes(container.type);
  const periods = question === 'periods' ? readPeriods(types) : undefined;
  const definitions = isMatchableType(question) ? readDefinitions(question, types) : undefined;
  const reader = periods ?? definitions;
  const rowCount = reader
    ? await readRows(container, reader, signal)
    : await countRows(container, signal);
  const columns = columnsOf(container.schemaText, types);
  return {
    fact: { kind: 'read', rowCount, columns, periods: periods?.found() },
    definitions: definitions?.found(),
  };
}

/** Gives the reader all rows; resolves with their number. */
async function readRows(
  container: Container,
  reader: ColumnReader<unknown>,
  signal?: AbortSignal,
): Promise<number> {
  const breather = new Breather();
  let rowCount = 0;
  for await (const { rows } of readRecords(container, { columns: reader.columns }, signal)) {
    rowCount += rows.length;
    for (const row of rows) if (isRecordValue(row)) reader.add(row);
    await breather.breathe(signal);
  }
  return rowCount;
}

/** A destination has a handful of schemas and thousands of files. */
const knownColumns = new LruMap<string, ReadonlyMap<string, string>>(1000);

function columnsOf(schema: string, types: ColumnTypes): ReadonlyMap<string, string> {
  return knownColumns.getOrAdd(
    schema,
    () => new Map([...types].map(([name, type]) => [name, schemaText(type)])),
  );
}

function columnTypes(type: AvroType): ColumnTypes {
  const fields = type.kind === 'record' ? type.fields : [{ name: 'value', type }];
  return new Map(fields.map(field => [field.name, field.type]));
}
