// The history of queries on disk: written whole, by one window at a time, so that none loses what another has written.
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { errnoOf } from '../../shared/engine/errno';
import { tryLockFile, type LockFile } from '../../shared/engine/lockFile';
import { createHolder } from '../../shared/engine/lockHolder';
import { DataSyncError } from '../../shared/errors';
import { historyText, readHistory, type HistoryEntry } from '../../shared/sql/queryHistory';

/** Another window writes for some milliseconds; one that hangs is not waited for, in milliseconds. */
const patience = 5000;
const pause = 20;

/** The history of queries of all windows. */
export class HistoryFile {
  readonly #file: string;
  #underWay: Promise<unknown> = Promise.resolve();

  constructor(file: string) {
    this.#file = file;
  }

  /** The newest first. */
  async read(): Promise<readonly HistoryEntry[]> {
    return [...(await this.#entries())].reverse();
  }

  /** Adds a statement; of more than `most` the oldest go. */
  add(entry: HistoryEntry, most: number): Promise<void> {
    return this.#change(entries => historyText([...entries, entry], most));
  }

  /** Removes one statement. */
  remove(id: string): Promise<void> {
    return this.#change(entries =>
      historyText(
        entries.filter(entry => entry.id !== id),
        entries.length,
      ),
    );
  }

  /** Removes all of them. */
  clear(): Promise<void> {
    return this.#change(() => '');
  }

  async #entries(): Promise<readonly HistoryEntry[]> {
    try {
      return readHistory(await readFile(this.#file, 'utf8'));
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return [];
      throw error;
    }
  }

  /** Changes of this window one after the other, those of others kept out by a lock file. */
  #change(textOf: (entries: readonly HistoryEntry[]) => string): Promise<void> {
    const change = this.#underWay.then(async () => {
      await mkdir(path.dirname(this.#file), { recursive: true });
      const lock = await lockWhenFree(`${this.#file}.lock`);
      try {
        await replaceFile(this.#file, textOf(await this.#entries()));
      } finally {
        await lock.release();
      }
    });
    this.#underWay = change.catch(() => undefined);
    return change;
  }
}

async function lockWhenFree(file: string): Promise<LockFile> {
  const holder = await createHolder('query history');
  for (const end = Date.now() + patience; Date.now() < end; await delay(pause)) {
    const attempt = await tryLockFile(file, { ...holder, token: randomUUID() });
    if (attempt.kind === 'acquired') return attempt.lock;
  }
  throw new DataSyncError('engine.locked', `${file} is held by another window`, { file });
}

async function replaceFile(file: string, text: string): Promise<void> {
  const draft = `${file}.${randomUUID()}.new`;
  try {
    // What was asked of a database may name people.
    await writeFile(draft, text, { mode: 0o600 });
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}
