// What was run, kept beyond the window: recorded when a statement ends, listed, taken up again.
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import * as vscode from 'vscode';

import { toDataSyncError } from '../../shared/errors';
import type { HistoryEntry } from '../../shared/sql/queryHistory';
import { HistoryFile } from './historyFile';
import type { QueryParts } from './queryParts';

/** The history of queries of all windows. */
export class QueryHistory {
  readonly #file: HistoryFile;
  readonly #log: vscode.LogOutputChannel;

  constructor({ context, log }: Pick<QueryParts, 'context' | 'log'>) {
    this.#file = new HistoryFile(path.join(context.globalStorageUri.fsPath, 'queryHistory.ndjson'));
    this.#log = log;
  }

  /** A statement has ended. Whatever becomes of it, the statement's result stands. */
  async record(entry: Omit<HistoryEntry, 'id'>): Promise<void> {
    const most = historySize();
    if (most <= 0) return;
    try {
      await this.#file.add({ id: randomUUID(), ...entry }, most);
    } catch (error) {
      this.#log.warn(`query history: ${toDataSyncError(error).message}`);
    }
  }

  /** The newest first. */
  entries(): Promise<readonly HistoryEntry[]> {
    return this.#file.read();
  }

  remove(id: string): Promise<void> {
    return this.#file.remove(id);
  }

  clear(): Promise<void> {
    return this.#file.clear();
  }
}

function historySize(): number {
  return vscode.workspace.getConfiguration('pendoDataSync').get<number>('query.historySize', 1000);
}
