// Syncs under way, as files: a window that is closed or killed leaves them, and the next one tells what became of it.
import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { readdir, readFile, unlink } from 'node:fs/promises';
import path from 'node:path';

import { errnoOf } from '../../shared/engine/errno';
import {
  createHolder,
  isAbandoned,
  readHolder,
  type LockHolder,
} from '../../shared/engine/lockHolder';
import { orderText, readOrder, type SyncOrder } from './syncOrder';

/** A sync that its window did not see the end of. */
export interface InterruptedSync {
  readonly order: SyncOrder;
  /** Slices that were loaded until then. */
  readonly loaded: number;
}

/** How often a file is written anew, in milliseconds. */
const interval = 1000;

/** The journal of a workspace. */
export class SyncJournal {
  readonly #folder: string;
  readonly #open = new Set<SyncEntry>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** To be called when a sync begins. */
  async begin(order: SyncOrder): Promise<SyncEntry> {
    mkdirSync(this.#folder, { recursive: true });
    const file = path.join(this.#folder, `${randomUUID()}.json`);
    const entry = new SyncEntry(file, await createHolder(orderText(order)), () =>
      this.#open.delete(entry),
    );
    this.#open.add(entry);
    return entry;
  }

  /** Each is told once, to the first that asks. */
  async takeInterrupted(): Promise<InterruptedSync[]> {
    const found: InterruptedSync[] = [];
    for (const name of await namesIn(this.#folder)) {
      const file = path.join(this.#folder, name);
      const interrupted = await readInterrupted(file);
      if (interrupted && (await removeOnce(file))) found.push(interrupted);
    }
    return found;
  }

  /** The window ends, and with it what runs. */
  close(): void {
    for (const entry of this.#open) entry.abandon();
  }
}

/** A sync under way. */
export class SyncEntry {
  readonly #file: string;
  readonly #holder: LockHolder;
  readonly #forget: () => void;
  #loaded = 0;
  #written = 0;
  #isAbandoned = false;

  constructor(file: string, holder: LockHolder, forget: () => void) {
    this.#file = file;
    this.#holder = holder;
    this.#forget = forget;
    this.#write();
  }

  /** So many more slices are loaded. */
  add(slices: number): void {
    this.#loaded += slices;
    if (Date.now() - this.#written > interval) this.#write();
  }

  /** Nobody will tell how it ended. */
  abandon(): void {
    this.#isAbandoned = true;
    this.#write();
  }

  /** The user is told how it ended. */
  end(): void {
    this.#forget();
    if (!this.#isAbandoned) rmSync(this.#file, { force: true });
  }

  /** At once: a window that closes waits for nobody, and it is one line. */
  #write(): void {
    this.#written = Date.now();
    const fields = { loaded: this.#loaded, isAbandoned: this.#isAbandoned };
    writeFileSync(this.#file, JSON.stringify({ ...this.#holder, ...fields }));
  }
}

async function readInterrupted(file: string): Promise<InterruptedSync | undefined> {
  const text = await readFile(file, 'utf8').catch(ignoreGone);
  const holder = readHolder(text ?? '');
  const order = holder && readOrder(holder.purpose);
  if (text === undefined || !holder || !order) return undefined;
  const fields = JSON.parse(text) as { readonly loaded: number; readonly isAbandoned: boolean };
  const heartbeat = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
  const isOver = fields.isAbandoned || (await isAbandoned(holder, heartbeat));
  return isOver ? { order, loaded: fields.loaded } : undefined;
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(ignoreGone)) ?? [];
}

/** Whether it was there: of two windows one tells. */
async function removeOnce(file: string): Promise<boolean> {
  const isRemoved = () => true;
  return (await unlink(file).then(isRemoved).catch(ignoreGone)) ?? false;
}

function ignoreGone(error: unknown): undefined {
  if (errnoOf(error) !== 'ENOENT') throw error;
  return undefined;
}
