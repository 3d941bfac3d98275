import type { ColumnsRun, PlaceInExport } from './comparedExport';
import type { ExportView } from './exportView';
import type { ManifestFacts } from './facts';
import { splitMatchableId } from './matchableId';
import type { NodeIndex } from './types';

/** The files of an export by kind, as far as it is known what columns they have. */
export function columnsRunsOf(
  view: ExportView,
  facts: ManifestFacts,
  placeOf: (node: NodeIndex) => PlaceInExport,
): readonly ColumnsRun[] {
  const exportId = view.rootUrl?.exportId;
  if (!facts.avroFile || exportId === undefined) return [];
  const runs: Run[] = [];
  const current = new Map<string, Run>();
  for (const { kind, path, node } of filesByKind(view)) {
    const file = facts.avroFile(exportId, path);
    if (file?.kind !== 'read') continue;
    const run = current.get(kind);
    if (run?.columns === file.columns) run.last = node;
    else {
      const next = { kind, columns: file.columns, first: node, last: node };
      current.set(kind, next);
      runs.push(next);
    }
  }
  return runs.map(run => ({ ...run, first: placeOf(run.first), last: placeOf(run.last) }));
}

interface Run {
  readonly kind: string;
  readonly columns: ReadonlyMap<string, string>;
  readonly first: NodeIndex;
  last: NodeIndex;
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
