// An export as rules see it: raw values with their nodes, right or wrong. One export at a time,
// so that a manifest of any size costs the memory of its largest entry.
import type { JsonDocument } from '../json/jsonDocument';
import { NameSet } from '../json/nameSet';
import { noNode } from '../json/nodeTable';
import { finish, type Steps } from '../util/steps';
import { matchableTypes } from './matchableId';
import { idValue, presentProperty } from './nodeValues';
import { parseRootUrl, type RootUrlParts } from './rootUrl';
import { checkingStructure, type StructureFinding } from './structure';
import { billOfMaterialsType, entryType } from './schema';
import { canonicalPeriodId } from './timestamps';
import type { NodeIndex } from './types';

/** One export: an entry of the manifest, or a bill of materials. */
export interface ExportView {
  readonly document: JsonDocument;
  readonly node: NodeIndex;
  readonly isEntry: boolean;
  readonly rootUrl: RootUrlParts | undefined;
  /** As written; empty for null. */
  readonly exportTypes: readonly string[];
  readonly periods: readonly PeriodView[];
  /** Lists that belong to no period: definitions, accounts, visitors, metadata schema. */
  readonly lists: readonly FilesView[];
  /** The lists of the periods: those that have an event count. */
  readonly eventLists: readonly FilesView[];
  /** Every listed path of the export. */
  readonly files: ListedFiles;
  /** How the keys and types differ from the schema. */
  readonly structure: readonly StructureFinding[];
}

/** The paths of all lists one after the other: a large export has tens of thousands. */
export interface ListedFiles {
  readonly paths: readonly string[];
  /** The node of each path. */
  readonly nodes: readonly NodeIndex[];
  /** How many of them, from the first on, belong to no period. */
  readonly timeless: number;
  /** The first node of each path. */
  readonly firsts: ReadonlyMap<string, NodeIndex>;
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
  return finish(readingExportView(document, node, isEntry));
}

/** The same in steps. */
export function* readingExportView(
  document: JsonDocument,
  node: NodeIndex,
  isEntry: boolean,
): Steps<ExportView> {
  const rootUrl = document.stringValue(document.property(node, 'rootUrl'));
  const timeDependent = elementsOf(document, document.property(node, 'timeDependent'));
  const periods: PeriodView[] = [];
  for (const period of timeDependent) periods.push(yield* readingPeriod(document, period));
  const lists = readLists(document, node);
  const eventLists = periods.flatMap(({ allEvents, matched }): readonly FilesView[] =>
    allEvents ? [allEvents, ...matched] : matched,
  );
  yield;
  const files = listFiles(lists, eventLists);
  yield;
  return {
    document,
    node,
    isEntry,
    rootUrl: rootUrl === undefined ? undefined : parseRootUrl(rootUrl),
    exportTypes: exportTypesOf(document, node),
    periods,
    lists,
    eventLists,
    files,
    structure: yield* checkingStructure(document, node, isEntry ? entryType : billOfMaterialsType),
  };
}

/** Last segment of an export's rootUrl; undefined where it has none. */
export function exportIdOf(document: JsonDocument, node: NodeIndex): string | undefined {
  const rootUrl = document.stringValue(document.property(node, 'rootUrl'));
  return rootUrl === undefined ? undefined : parseRootUrl(rootUrl)?.exportId;
}

/** The objects of a list; what is none is the schema's affair. */
export function elementsOf(document: JsonDocument, list: NodeIndex): NodeIndex[] {
  const found: NodeIndex[] = [];
  if (!document.isArray(list)) return found;
  for (let node = document.firstChild(list); node !== noNode; node = document.nextSibling(node)) {
    if (document.isObject(node)) found.push(node);
  }
  return found;
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

function exportTypesOf(document: JsonDocument, node: NodeIndex): string[] {
  const value = document.property(node, 'exportType');
  const single = document.stringValue(value);
  if (single !== undefined) return [single];
  if (!document.isArray(value)) return [];
  return [...document.children(value)].map(child => document.stringValue(child) ?? '');
}

/** Entries that are read between two steps. */
const entriesOfStep = 2000;

function* readingPeriod(document: JsonDocument, node: NodeIndex): Steps<PeriodView> {
  const idNode = document.property(node, 'periodId');
  const text = document.stringValue(idNode);
  const allEvents = document.property(node, 'allEvents');
  const matched: MatchedView[] = [];
  for (const entry of elementsOf(document, document.property(node, 'matchedEvents'))) {
    matched.push(readMatched(document, entry));
    if (matched.length % entriesOfStep === 0) yield;
  }
  yield;
  return {
    node,
    idNode,
    periodId: text === undefined ? undefined : canonicalPeriodId(text),
    allEvents: document.isObject(allEvents) ? readFiles(document, allEvents) : undefined,
    matched,
  };
}

const matchedNames = new NameSet(['id', 'type', 'files', 'eventCount']);

/** In one pass over the keys, for there may be a million of these. */
function readMatched(document: JsonDocument, node: NodeIndex): MatchedView {
  let idNode = noNode;
  let typeNode = noNode;
  let filesNode = noNode;
  let countNode = noNode;
  for (let key = document.firstChild(node); key !== noNode; key = document.nextSibling(key)) {
    const name = document.indexOfName(key, matchedNames);
    if (name === 0) idNode = document.valueOf(key);
    else if (name === 1) typeNode = document.valueOf(key);
    else if (name === 2) filesNode = document.valueOf(key);
    else if (name === 3) countNode = document.valueOf(key);
  }
  if (document.kind(filesNode) === 'null') filesNode = noNode;
  const list = filesView(document, { node, filesNode, countNode });
  // Written out, not spread: a spread of that many objects costs seconds.
  return {
    node,
    filesNode,
    files: list.files,
    fileNodes: list.fileNodes,
    isReadable: list.isReadable,
    countNode,
    eventCount: list.eventCount,
    idNode,
    id: document.stringValue(idNode),
    typeNode,
    type: readType(document, typeNode),
  };
}

/** The usual types as the constants they are. */
function readType(document: JsonDocument, node: NodeIndex): string | undefined {
  for (const type of matchableTypes) if (document.isString(node, type)) return type;
  return document.stringValue(node);
}

function readFiles(document: JsonDocument, node: NodeIndex): FilesView {
  const countNode = document.property(node, 'eventCount');
  const filesNode = presentProperty(document, node, 'files');
  return filesView(document, { node, filesNode, countNode });
}

function filesView(
  document: JsonDocument,
  { node, filesNode, countNode }: Pick<FilesView, 'node' | 'filesNode' | 'countNode'>,
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

function listFiles(lists: readonly FilesView[], eventLists: readonly FilesView[]): ListedFiles {
  const paths: string[] = [];
  const nodes: NodeIndex[] = [];
  const firsts = new Map<string, NodeIndex>();
  let timeless = 0;
  for (const each of [lists, eventLists]) {
    for (const { files, fileNodes } of each) {
      for (let index = 0; index < files.length; index++) {
        const path = files[index] ?? '';
        const node = fileNodes[index] ?? noNode;
        paths.push(path);
        nodes.push(node);
        if (!firsts.has(path)) firsts.set(path, node);
      }
    }
    if (each === lists) timeless = paths.length;
  }
  return { paths, nodes, timeless, firsts };
}

function readLists(document: JsonDocument, node: NodeIndex): FilesView[] {
  const lists: FilesView[] = [];
  const add = (owner: NodeIndex, key: string) => {
    const filesNode = presentProperty(document, owner, key);
    if (filesNode !== noNode)
      lists.push(filesView(document, { node: owner, filesNode, countNode: noNode }));
  };
  for (const key of listKeys) add(node, key);
  for (const key of ['accounts', 'visitors'] as const) {
    const owner = document.property(node, key);
    if (document.isObject(owner)) add(owner, 'files');
    else add(node, key);
  }
  return lists;
}
