// One manifest of a table of exports: what it is called, and its rows as the view paints them.
import type { ExportSource, TableEntry } from '../../listing/chooseExports';
import type { TableFailure, TableRow, TableSource } from '../../protocol/exportsTable';
import type { SourceContent } from './readSource';

/** A source as far as it was read. */
export interface KnownSource {
  readonly source: TableSource;
  readonly key: string;
  readonly content?: SourceContent | undefined;
  /** Why it could not be read when that was tried last. */
  readonly failure?: TableFailure | undefined;
  /** As rows are chosen from it; undefined until there are any, or a failure. */
  readonly listed?: ExportSource | undefined;
}

/** What rows are chosen from; undefined for a source that was not read yet. */
export function asSource({ source, key, content, failure }: KnownSource): ExportSource | undefined {
  if (!content && !failure) return undefined;
  const { destinationName, place } = source;
  const { subscription, application } = content?.ids ?? place.manifest;
  const words = [content?.subscriptionName, subscription, application, destinationName];
  return {
    key,
    name: nameOf(source, content),
    people: application === 'account' || application === 'visitor' ? application : null,
    words: words.filter(word => typeof word === 'string').join(' · '),
    rows: content?.rows ?? [],
    ...(failure ? { failure } : {}),
  };
}

/** Names before ids; what was not read has none, and is said to be in its destination. */
function nameOf(
  { place, destinationName }: TableSource,
  content: SourceContent | undefined,
): string {
  const { application, folder } = place.manifest;
  const id = content?.ids?.application ?? application;
  const isOfPeople = id === 'account' || id === 'visitor';
  const name = isOfPeople ? content?.subscriptionName : content?.applicationName;
  if (typeof name === 'string') return name;
  const rest = isOfPeople ? '' : (id ?? folder);
  if (rest === '') return destinationName;
  return content ? rest : `${destinationName} · ${rest}`;
}

/** A row as the view paints it. */
export function describeRow({ row, source }: TableEntry): TableRow {
  const { name, people, failure } = source;
  return { name, people, export: row ?? null, failure: (row ? undefined : failure) ?? null };
}
