// The SQL document of each local database: a file in the extension's storage, so that it is as the user
// left it after a reload, asks for no name when it is closed, and lies in nobody's repository.
import { mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';

import type { LoadedDatabase } from '../../shared/protocol/explore';
import { databaseLine } from '../../shared/sql/databaseLine';
import { queryDocument, readyQueries } from '../../shared/sql/readyQueries';
import { fileNameOf } from '../../shared/sync/databaseFiles';
import type { LocalDatabase } from '../database';
import { nameOfDatabase } from './chooseDatabase';
import { purposeOfQueries } from './queryTexts';

interface DocumentParts {
  readonly context: vscode.ExtensionContext;
  readonly database: LocalDatabase;
}

export class QueryDocuments {
  readonly #parts: DocumentParts;

  constructor(parts: DocumentParts) {
    this.#parts = parts;
  }

  /** Whether a database has its document already. */
  has(database: LoadedDatabase): Promise<boolean> {
    return isThere(this.#fileOf(database));
  }

  /** The document of a database, made with ready queries where there is none yet. */
  async open(
    database: LoadedDatabase,
  ): Promise<{ readonly document: vscode.TextDocument; readonly isNew: boolean }> {
    const file = this.#fileOf(database);
    const isNew = !(await isThere(file));
    if (isNew) {
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, await this.#textFor(database));
    }
    return { document: await vscode.workspace.openTextDocument(vscode.Uri.file(file)), isNew };
  }

  #fileOf(database: LoadedDatabase): string {
    const { subscription, application } = database;
    const { globalStorageUri } = this.#parts.context;
    const folder = path.join(globalStorageUri.fsPath, 'queries', fileNameOf(subscription));
    const name = nameOfDatabase(database)
      .replaceAll(/[^\p{L}\p{N} _.-]+/gu, ' ')
      .trim();
    return path.join(
      folder,
      fileNameOf(application),
      `${name || fileNameOf(application)}.pendo.sql`,
    );
  }

  async #textFor(loaded: LoadedDatabase): Promise<string> {
    const { subscription, application } = loaded;
    const { database } = this.#parts;
    const { tables } = await database.whileReading(purposeOfQueries, folder =>
      database.request('schema', {
        database: folder ?? database.folder,
        subscription,
        application,
      }),
    );
    return queryDocument(
      databaseLine(loaded, nameOfDatabase(loaded)),
      readyQueries(vscode.l10n.t, tables),
    );
  }
}

async function isThere(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
