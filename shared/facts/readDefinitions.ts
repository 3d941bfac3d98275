// The pages, features or track types of a definition file: their ids, and what people call them.
import type { AvroValue } from '../avro/avroValue';
import type { MatchableType } from '../manifest/types';
import type { ColumnReader, ColumnTypes } from './columnReader';

/** A page, feature or track type. */
export interface Definition {
  /** Without its type. */
  readonly id: string;
  readonly name: string | undefined;
  readonly group: string | undefined;
}

/** What a file defines, by id. */
export type Definitions = ReadonlyMap<string, Definition>;

/** Characters of a file's definitions that are kept in memory; no application comes near. */
const characterLimit = 40_000_000;
/** What an entry costs besides its texts, in characters. */
const entryCost = 60;

/**
 * Collects definitions; undefined where no column holds ids, for Pendo has not published the columns' names.
 * A file with more than fits into memory gives none.
 */
export function readDefinitions(
  type: MatchableType,
  types: ColumnTypes,
): ColumnReader<Definitions | undefined> | undefined {
  const [idColumn, nameColumn, groupColumn] = [idNames[type], names, groups].map(candidates =>
    columnNamed(types, candidates),
  );
  if (idColumn === undefined) return undefined;
  const prefix = `${type}/`;
  const definitions = new Map<string, Definition>();
  let room = characterLimit;
  return {
    columns: [idColumn, nameColumn, groupColumn].filter(name => name !== undefined),
    add: row => {
      const written = textOf(row[idColumn]);
      if (written === undefined || room < 0) return;
      const id = written.startsWith(prefix) ? written.slice(prefix.length) : written;
      const name = nameColumn === undefined ? undefined : textOf(row[nameColumn]);
      const group = groupColumn === undefined ? undefined : textOf(row[groupColumn]);
      room -= entryCost + id.length + (name?.length ?? 0) + (group?.length ?? 0);
      definitions.set(id, { id, name, group });
    },
    found: () => (room < 0 ? undefined : definitions),
  };
}

/** As columns may be called, without regard to case and underscores. */
const idNames: Readonly<Record<MatchableType, readonly string[]>> = {
  Page: ['pageid', 'id', 'matchableid'],
  Feature: ['featureid', 'id', 'matchableid'],
  TrackType: ['tracktypeid', 'id', 'matchableid'],
};
const names: readonly string[] = ['name', 'displayname', 'title'];
const groups: readonly string[] = ['group', 'groupname'];

function columnNamed(types: ColumnTypes, candidates: readonly string[]): string | undefined {
  const columns = new Map<string, string>();
  for (const name of types.keys()) columns.set(name.replaceAll('_', '').toLowerCase(), name);
  const found = candidates.find(name => columns.has(name));
  return found === undefined ? undefined : columns.get(found);
}

function textOf(value: AvroValue | undefined): string | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
