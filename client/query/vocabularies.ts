// What the SQL documents of each database can name: asked once, and again after a sync.
import * as vscode from 'vscode';

import { toDataSyncError } from '../../shared/errors';
import type { DatabaseIds } from '../../shared/sql/databaseLine';
import type { SqlVocabulary } from '../../shared/sql/vocabulary';
import type { LocalDatabase } from '../database';

const nothing: SqlVocabulary = { tables: [], names: [] };

/** Vocabularies by database. */
export class Vocabularies implements vscode.Disposable {
  readonly #database: LocalDatabase;
  readonly #log: vscode.LogOutputChannel;
  readonly #known = new Map<string, Promise<SqlVocabulary>>();
  readonly #changes: vscode.Disposable;

  constructor(parts: { readonly database: LocalDatabase; readonly log: vscode.LogOutputChannel }) {
    this.#database = parts.database;
    this.#log = parts.log;
    this.#changes = parts.database.onDidChange(() => this.#known.clear());
  }

  /** Of a database; empty where it cannot be read now, which the next question tries again. */
  of(ids: DatabaseIds): Promise<SqlVocabulary> {
    const key = JSON.stringify([ids.subscription, ids.application]);
    const known = this.#known.get(key);
    if (known) return known;
    const asked = this.#ask(ids).catch((thrown: unknown) => {
      const error = toDataSyncError(thrown);
      if (error.code === 'internal') this.#log.error(error);
      else this.#log.warn(`${error.code}: ${error.message}`);
      if (this.#known.get(key) === asked) this.#known.delete(key);
      return nothing;
    });
    this.#known.set(key, asked);
    return asked;
  }

  dispose(): void {
    this.#changes.dispose();
  }

  #ask({ subscription, application }: DatabaseIds): Promise<SqlVocabulary> {
    const purpose = vscode.l10n.t('a SQL document in VS Code');
    return this.#database.whileReading(purpose, async folder =>
      folder === undefined
        ? nothing
        : this.#database.request('vocabulary', { database: folder, subscription, application }),
    );
  }
}
