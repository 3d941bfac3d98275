// A notebook `….pendonb` as a file: JSON whose keys stand in one order and whose cells have a line per line of their text,
// so that differences are small. What a newer version has put into it stays as it is.
import { DataSyncError } from '../errors';
import type { JsonDocument } from '../json/jsonDocument';
import { noNode } from '../json/nodeTable';
import { parseJson } from '../json/parseJson';

/** What a notebook holds. Results are not part of it. */
export interface NotebookFile {
  /** The local database that its statements are for. */
  readonly database: NotebookDatabase | undefined;
  readonly cells: readonly NotebookCell[];
  readonly others: OtherKeys;
}

/** A local database by its ids, and what people call it. */
export interface NotebookDatabase {
  readonly subscription: string;
  readonly application: string;
  readonly name: string;
  readonly others: OtherKeys;
}

/** A cell. */
export interface NotebookCell {
  readonly kind:
    | 'sql'
    | 'markdown'
    /** Of a newer version: its text is its JSON. */
    | 'other';
  readonly text: string;
  readonly others: OtherKeys;
}

/** Keys that are not known here, with the JSON of their values as it is written. */
export type OtherKeys = readonly (readonly [name: string, json: string])[];

const version = '1';

/** Reads a notebook; an empty file is one without cells. Throws `notebook.damaged`, which says where. */
export function readNotebook(text: string): NotebookFile {
  if (text.trim() === '') return { database: undefined, cells: [], others: [] };
  const document = parseJson(text);
  const [problem] = document.problems;
  if (problem) throw damaged(document, problem.start, problem.message);
  const { root } = document;
  const cells = document.property(root, 'cells');
  if (!document.isObject(root)) throw damaged(document, 0, 'a notebook is an object');
  if (!document.isArray(cells)) throw damaged(document, document.start(cells), 'it has no cells');
  return {
    database: databaseOf(document, document.property(root, 'database')),
    cells: Array.from(document.children(cells), cell => cellOf(document, cell)),
    others: otherKeys(document, root, ['database', 'cells']),
  };
}

/** The text of a notebook: the same for the same notebook, whatever it was read from. */
export function notebookText({ database, cells, others }: NotebookFile): string {
  const hasVersion = others.some(([name]) => name === 'version');
  const members: OtherKeys = [
    ...(hasVersion ? [] : [['version', version] as const]),
    ...others.filter(([name]) => name === 'version'),
    ...(database ? [['database', databaseText(database)] as const] : []),
    ...others.filter(([name]) => name !== 'version'),
    ['cells', arrayText(cells.map(cellText), '  ')],
  ];
  return `${objectText(members, '')}\n`;
}

function databaseText({ subscription, application, name, others }: NotebookDatabase): string {
  const own = Object.entries({ subscription, application, name });
  return objectText(
    [...own.map(([key, value]) => [key, JSON.stringify(value)] as const), ...others],
    '  ',
  );
}

function cellText({ kind, text, others }: NotebookCell): string {
  if (kind === 'other') return text;
  const lines = text === '' ? [] : text.split('\n');
  const own: OtherKeys = [
    ['kind', JSON.stringify(kind)],
    [
      'text',
      arrayText(
        lines.map(line => JSON.stringify(line)),
        '      ',
      ),
    ],
  ];
  return objectText([...own, ...others], '    ');
}

function objectText(members: OtherKeys, indent: string): string {
  const lines = members.map(([name, json]) => `${indent}  ${JSON.stringify(name)}: ${json}`);
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

function arrayText(items: readonly string[], indent: string): string {
  if (items.length === 0) return '[]';
  return `[\n${items.map(item => `${indent}  ${item}`).join(',\n')}\n${indent}]`;
}

function databaseOf(document: JsonDocument, node: number): NotebookDatabase | undefined {
  if (node === noNode) return undefined;
  const [subscription, application, name = ''] = ['subscription', 'application', 'name'].map(key =>
    document.stringValue(document.property(node, key)),
  );
  if (subscription === undefined || application === undefined) {
    throw damaged(
      document,
      document.start(node),
      'a database has a subscription and an application',
    );
  }
  const others = otherKeys(document, node, ['subscription', 'application', 'name']);
  return { subscription, application, name, others };
}

function cellOf(document: JsonDocument, node: number): NotebookCell {
  const kind = document.stringValue(document.property(node, 'kind'));
  if (kind !== 'sql' && kind !== 'markdown') {
    return { kind: 'other', text: document.rawText(node), others: [] };
  }
  const text = textOf(document, document.property(node, 'text'));
  if (text === undefined) {
    throw damaged(document, document.start(node), 'the text of a cell is an array of lines');
  }
  return { kind, text, others: otherKeys(document, node, ['kind', 'text']) };
}

function textOf(document: JsonDocument, node: number): string | undefined {
  if (!document.isArray(node)) return document.stringValue(node);
  const lines = Array.from(document.children(node), line => document.stringValue(line));
  const known = lines.filter(line => line !== undefined);
  return known.length === lines.length ? known.join('\n') : undefined;
}

function otherKeys(document: JsonDocument, node: number, own: readonly string[]): OtherKeys {
  return Array.from(
    document.children(node),
    key => [document.keyName(key), document.rawText(document.valueOf(key))] as const,
  ).filter(([name]) => !own.includes(name));
}

function damaged(document: JsonDocument, offset: number, what: string): DataSyncError {
  const { line, column } = document.positionAt(offset);
  const text = what.replace(/[.]$/, '');
  return new DataSyncError('notebook.damaged', `line ${line}, column ${column}: ${text}`, {
    ...{ line, column },
  });
}
