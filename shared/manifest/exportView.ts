// An export as rules see it: raw values with their nodes, right or wrong. One export at a time,
// so that a manifest of any size costs the memory of its largest entry.
import type { JsonDocument } from '../json/jsonDocument';
import { noNode } from '../json/nodeTable';
import { idValue, presentProperty } from './nodeValues';
import { parseRootUrl, type RootUrlParts } from './rootUrl';
import { checkStructure, type StructureFinding } from './structure';
import { billOfMaterialsType, entryType } from './schema';
import { canonicalPeriodId } from './timestamps';
import type { NodeIndex } from './types';

/** One export: an entry of the manifest, or a bill of materials. */
export interface ExportView {
  readonly document: JsonDocument;
  readonly node: NodeIndex;
  readonly isEntry: boolean;
  readonly rootUrl: RootUrlParts | undefined;
  /** As written, lower case; empty for null. */
  readonly exportTypes: readonly string[];
  readonly periods: readonly PeriodView[];
  /** Lists that belong to no period: definitions, accounts, visitors, metadata schema. */
  readonly lists: readonly FilesView[];
  /** How the keys and types differ from the schema. */
  readonly structure: readonly StructureFinding[];
}

export interface PeriodView {
  readonly node: NodeIndex;
  readonly idNode: NodeIndex;
  /** Canonical; undefined when it is no UTC midnight. */
  readonly periodId: string | undefined;
  readonly allEvents: FilesView | undefined;
  readonly matched: readonly MatchedView[];
}

/** A list of files and their rows' count. */
export interface FilesView {
  readonly node: NodeIndex;
  /** noNode when the key is absent or null. */
  readonly filesNode: NodeIndex;
  readonly files: readonly string[];
  /** The node of each of `files`. */
  readonly fileNodes: readonly NodeIndex[];
  /** Every element is a string: an empty list is really empty. */
  readonly isReadable: boolean;
  readonly countNode: NodeIndex;
  readonly eventCount: number | undefined;
}

export interface MatchedView extends FilesView {
  readonly idNode: NodeIndex;
  readonly id: string | undefined;
  readonly typeNode: NodeIndex;
  readonly type: string | undefined;
}

/** What is kept of each export for rules that compare exports. */
export interface ExportSummary {
  readonly node: NodeIndex;
  readonly counterNode: NodeIndex;
  /** A whole number, also a negative one; undefined otherwise. */
  readonly counter: number | undefined;
  readonly rootUrlNode: NodeIndex;
  readonly rootUrlText: string | undefined;
  readonly exportId: string | undefined;
}

export interface ManifestView {
  readonly document: JsonDocument;
  /** In the file's order. */
  readonly exports: readonly ExportSummary[];
}

/** Keys of the lists that belong to no period. */
const listKeys = [
  'pageDefinitionsFile',
  'featureDefinitionsFile',
  'trackTypeDefinitionsFile',
  'guideDefinitionsFile',
  'metadataSchemaFile',
] as const;

/** Reads one export for the rules. */
export function readExportView(
  document: JsonDocument,
  node: NodeIndex,
  isEntry: boolean,
): ExportView {
  const rootUrl = document.stringValue(document.property(node, 'rootUrl'));
  return {
    document,
    node,
    isEntry,
    rootUrl: rootUrl === undefined ? undefined : parseRootUrl(rootUrl),
    exportTypes: exportTypesOf(document, node),
    periods: elementsOf(document, document.property(node, 'timeDependent')).map(period =>
      readPeriod(document, period),
    ),
    lists: readLists(document, node),
    structure: checkStructure(document, node, isEntry ? entryType : billOfMaterialsType),
  };
}

/** The parts of an export that rules compare with other exports'. */
export function summarizeExport(document: JsonDocument, node: NodeIndex): ExportSummary {
  const counterNode = document.property(node, 'counter');
  const counter = document.numberValue(counterNode);
  const rootUrlNode = document.property(node, 'rootUrl');
  const rootUrlText = document.stringValue(rootUrlNode);
  return {
    node,
    counterNode,
    counter: Number.isSafeInteger(counter) ? counter : undefined,
    rootUrlNode,
    rootUrlText,
    exportId: rootUrlText === undefined ? undefined : parseRootUrl(rootUrlText)?.exportId,
  };
}

/** The objects of a list; what is none is the schema's affair. */
export function elementsOf(document: JsonDocument, list: NodeIndex): NodeIndex[] {
  if (!document.isArray(list)) return [];
  return [...document.children(list)].filter(element => document.isObject(element));
}

/** The id in `{displayName, id}`. */
export function namedIdOf(
  { document, node }: ExportView,
  key: 'application' | 'subscription',
): { readonly node: NodeIndex; readonly id: string } | undefined {
  const idNode = document.property(document.property(node, key), 'id');
  const id = idValue(document, idNode);
  return id === undefined ? undefined : { node: idNode, id };
}

/** All lists of the export, those of its periods included. */
export function* allLists(view: ExportView): Iterable<FilesView> {
  yield* view.lists;
  yield* eventLists(view);
}

/** The lists of the export's periods: those that have an event count. */
export function* eventLists(view: ExportView): Iterable<FilesView> {
  for (const { allEvents, matched } of view.periods) {
    if (allEvents) yield allEvents;
    yield* matched;
  }
}

function exportTypesOf(document: JsonDocument, node: NodeIndex): string[] {
  const value = document.property(node, 'exportType');
  const single = document.stringValue(value);
  if (single !== undefined) return [single];
  if (!document.isArray(value)) return [];
  return [...document.children(value)].map(child => document.stringValue(child) ?? '');
}

function readPeriod(document: JsonDocument, node: NodeIndex): PeriodView {
  const idNode = document.property(node, 'periodId');
  const text = document.stringValue(idNode);
  const allEvents = document.property(node, 'allEvents');
  const matched = document.property(node, 'matchedEvents');
  return {
    node,
    idNode,
    periodId: text === undefined ? undefined : canonicalPeriodId(text),
    allEvents: document.isObject(allEvents) ? readFiles(document, allEvents) : undefined,
    matched: elementsOf(document, matched).map(entry => readMatched(document, entry)),
  };
}

function readMatched(document: JsonDocument, node: NodeIndex): MatchedView {
  const idNode = document.property(node, 'id');
  const typeNode = document.property(node, 'type');
  const { filesNode, files, fileNodes, isReadable, countNode, eventCount } = readFiles(
    document,
    node,
  );
  return {
    node,
    filesNode,
    files,
    fileNodes,
    isReadable,
    countNode,
    eventCount,
    idNode,
    id: document.stringValue(idNode),
    typeNode,
    type: document.stringValue(typeNode),
  };
}

function readFiles(document: JsonDocument, node: NodeIndex): FilesView {
  const countNode = document.property(node, 'eventCount');
  const filesNode = presentProperty(document, node, 'files');
  return filesView(document, node, filesNode, countNode);
}

function filesView(
  document: JsonDocument,
  node: NodeIndex,
  filesNode: NodeIndex,
  countNode: NodeIndex,
): FilesView {
  const files: string[] = [];
  const fileNodes: NodeIndex[] = [];
  const isArray = document.isArray(filesNode);
  let isReadable = isArray && !document.isBroken(filesNode);
  let element = isArray ? document.firstChild(filesNode) : filesNode;
  while (element !== noNode) {
    const file = document.stringValue(element);
    if (file === undefined) isReadable = false;
    else {
      files.push(file);
      fileNodes.push(element);
    }
    element = isArray ? document.nextSibling(element) : noNode;
  }
  const eventCount = document.numberValue(countNode);
  return { node, filesNode, files, fileNodes, isReadable, countNode, eventCount };
}

function readLists(document: JsonDocument, node: NodeIndex): FilesView[] {
  const lists: FilesView[] = [];
  const add = (owner: NodeIndex, key: string) => {
    const filesNode = presentProperty(document, owner, key);
    if (filesNode !== noNode) lists.push(filesView(document, owner, filesNode, noNode));
  };
  for (const key of listKeys) add(node, key);
  for (const key of ['accounts', 'visitors'] as const) {
    const owner = document.property(node, key);
    if (document.isObject(owner)) add(owner, 'files');
    else add(node, key);
  }
  return lists;
}
