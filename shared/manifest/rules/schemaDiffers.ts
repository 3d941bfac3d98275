import { readExportView, type ExportView } from '../exportView';
import { splitMatchableId } from '../matchableId';
import type { Rule, RuleFinding } from '../rule';
import type { AvroFileFact, ManifestFacts } from '../facts';
import type { NodeIndex } from '../types';

/** Files of one kind whose columns differ from those of the export before. */
export const schemaDiffers: Rule = {
  code: 'manifest.schema-differs',
  level: 'information',
  doc: 'Columns come, go and change their type with Pendo: a table made for the export before may not fit.',
  bad: {
    text: '{"exports": [{"counter": 1, "rootUrl": "gs://b/datasync/1/2/aa", "pageDefinitionsFile": ["a.avro"]}, {"counter": 2, "rootUrl": "gs://b/datasync/1/2/bb", "pageDefinitionsFile": [«"a.avro"»]}]}',
    given: 'the file of `bb` has a column more',
    facts: { avroFile: exportId => withColumns(exportId === 'aa' ? ['id'] : ['id', 'name']) },
  },
  good: {
    text: '{"exports": [{"counter": 1, "rootUrl": "gs://b/datasync/1/2/aa", "pageDefinitionsFile": ["a.avro"]}, {"counter": 2, "rootUrl": "gs://b/datasync/1/2/bb", "pageDefinitionsFile": ["a.avro"]}]}',
    given: 'both files have the same columns',
    facts: { avroFile: () => withColumns(['id']) },
  },
  *checkManifest({ document, exports }, facts) {
    if (!facts.avroFile) return;
    const last = new Map<string, Seen>();
    const inOrder = exports.toSorted((a, b) => (a.counter ?? 0) - (b.counter ?? 0));
    for (const { node } of inOrder) {
      yield* changesIn(readExportView(document, node, true), facts, last);
    }
  },
};

interface Seen {
  readonly columns: ReadonlyMap<string, string>;
  readonly node: NodeIndex;
}

/** Compares each file with the last one of its kind, which it then becomes. */
function* changesIn(
  view: ExportView,
  facts: ManifestFacts,
  last: Map<string, Seen>,
): Iterable<RuleFinding> {
  const exportId = view.rootUrl?.exportId;
  if (exportId === undefined) return;
  for (const { kind, path, node } of filesByKind(view)) {
    const file = facts.avroFile?.(exportId, path);
    if (file?.kind !== 'read') continue;
    const before = last.get(kind);
    last.set(kind, { columns: file.columns, node });
    if (!before || before.columns === file.columns) continue;
    const change = describeChange(before.columns, file.columns);
    if (change === undefined) continue;
    yield {
      place: node,
      message: `the columns differ from the file before: ${change}`,
      related: [{ place: before.node, message: 'the file before' }],
    };
  }
}

interface KindOfFile {
  readonly kind: string;
  readonly path: string;
  readonly node: NodeIndex;
}

/** Definition files of one kind, allEvents, and the matched events of one type share a schema each. */
function* filesByKind({ document, lists, periods }: ExportView): Iterable<KindOfFile> {
  for (const { filesNode, files, fileNodes } of lists) {
    yield* filesOf(document.keyName(document.parent(filesNode)), files, fileNodes);
  }
  for (const { allEvents, matched } of periods) {
    if (allEvents) yield* filesOf('allEvents', allEvents.files, allEvents.fileNodes);
    for (const { id, files, fileNodes } of matched) {
      yield* filesOf(splitMatchableId(id ?? '').type ?? 'matched', files, fileNodes);
    }
  }
}

function* filesOf(
  kind: string,
  files: readonly string[],
  fileNodes: readonly NodeIndex[],
): Iterable<KindOfFile> {
  for (const [index, path] of files.entries()) yield { kind, path, node: fileNodes[index] ?? -1 };
}

const shownColumns = 5;

/** Undefined when both have the same columns, in whatever order. */
function describeChange(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): string | undefined {
  const added = [...after.keys()].filter(name => !before.has(name));
  const gone = [...before.keys()].filter(name => !after.has(name));
  const changed = [...after]
    .filter(([name, type]) => before.has(name) && before.get(name) !== type)
    .map(([name, type]) => `${name} (${before.get(name)} → ${type})`);
  const parts = [part('new', added), part('gone', gone), part('changed', changed)].flat();
  return parts.length === 0 ? undefined : parts.join('; ');
}

function part(what: string, columns: readonly string[]): string[] {
  if (columns.length === 0) return [];
  const more = columns.length > shownColumns ? ` and ${columns.length - shownColumns} more` : '';
  return [`${what} ${columns.slice(0, shownColumns).join(', ')}${more}`];
}

function withColumns(names: readonly string[]): AvroFileFact {
  const columns = new Map(names.map(name => [name, '"string"']));
  return { kind: 'read', rowCount: 1, columns, periods: undefined };
}
