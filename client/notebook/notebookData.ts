// A notebook's file ⟷ the cells that VS Code shows. What is not shown rides along as metadata.
import * as vscode from 'vscode';

import { DataSyncError } from '../../shared/errors';
import {
  notebookText,
  readNotebook,
  type NotebookCell,
  type NotebookDatabase,
  type NotebookFile,
  type OtherKeys,
} from '../../shared/notebook/notebookFile';
import { isRecord } from '../../shared/util/isRecord';

/** What VS Code keeps of a notebook beside its cells. */
export type NotebookMetadata = Pick<NotebookFile, 'database' | 'others'>;

/** The cells of a file; throws what is wrong with it, and where. */
export function notebookData(bytes: Uint8Array): vscode.NotebookData {
  const { cells, ...metadata } = readNotebook(textOf(bytes));
  const data = new vscode.NotebookData(cells.map(cellData));
  data.metadata = metadata satisfies NotebookMetadata;
  return data;
}

/** The file of some cells. */
export function notebookBytes({ cells, metadata }: vscode.NotebookData): Uint8Array {
  const file = { ...metadataOf(metadata), cells: cells.map(cellOf) };
  return new TextEncoder().encode(notebookText(file));
}

/** What was put beside the cells by `notebookData`. */
export function metadataOf(metadata: unknown): NotebookMetadata {
  if (!isRecord(metadata)) return { database: undefined, others: [] };
  const { database, others } = metadata;
  return { database: databaseOf(database), others: othersOf(others) };
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    const text = 'the file is no UTF-8 text';
    throw new DataSyncError('notebook.damaged', text, {}, { cause });
  }
}

function cellData({ kind, text, others }: NotebookCell): vscode.NotebookCellData {
  const { Code, Markup } = vscode.NotebookCellKind;
  const [cellKind, language] =
    kind === 'markdown' ? [Markup, 'markdown'] : [Code, kind === 'sql' ? 'sql' : 'json'];
  const data = new vscode.NotebookCellData(cellKind, text, language);
  data.metadata = { others };
  return data;
}

/** A cell of another language than SQL is one that a newer version has written. */
function cellOf({ kind, value, languageId, metadata }: vscode.NotebookCellData): NotebookCell {
  const text = value.replaceAll('\r\n', '\n');
  const others = isRecord(metadata) ? othersOf(metadata['others']) : [];
  if (kind === vscode.NotebookCellKind.Markup) return { kind: 'markdown', text, others };
  const isOther = languageId === 'json' && isCellText(text);
  return isOther ? { kind: 'other', text, others: [] } : { kind: 'sql', text, others };
}

/** Whether a text can stand in the file as a cell. */
function isCellText(text: string): boolean {
  try {
    return readNotebook(`{"cells": [${text}]}`).cells.length === 1;
  } catch (error) {
    if (error instanceof DataSyncError) return false;
    throw error;
  }
}

function databaseOf(value: unknown): NotebookDatabase | undefined {
  if (!isRecord(value)) return undefined;
  const { subscription, application, name, others } = value;
  if (typeof subscription !== 'string' || typeof application !== 'string') return undefined;
  const label = typeof name === 'string' ? name : '';
  return { subscription, application, name: label, others: othersOf(others) };
}

function othersOf(value: unknown): OtherKeys {
  if (!Array.isArray(value)) return [];
  return value.flatMap((pair: unknown): OtherKeys => {
    if (!Array.isArray(pair)) return [];
    const [name, json] = pair as readonly unknown[];
    return typeof name === 'string' && typeof json === 'string' ? [[name, json]] : [];
  });
}
