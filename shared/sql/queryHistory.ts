// The statements that were run, as lines of JSON: what of a damaged file can be read is read. Holds no rows. Pure.
import { isRecord } from '../util/isRecord';
import { tryParseJson } from '../util/tryParseJson';
import type { DatabaseIds } from './databaseLine';

/** A statement that was run. */
export interface HistoryEntry {
  readonly id: string;
  readonly sql: string;
  readonly database: DatabaseIds;
  /** What people call the database. */
  readonly databaseName: string;
  /** `2023-02-22T13:37:00.123Z`. */
  readonly started: string;
  readonly seconds: number;
  /** As many as there were when it ended. */
  readonly rows: number;
  readonly ended:
    | 'whole'
    /** By the user, after some rows. */
    | 'stopped'
    /** By the user, before the first. */
    | 'cancelled'
    | 'failed';
}

/** Together they have at most so many characters, however many they are. */
const mostText = 4_000_000;

/** The entries of a file, the oldest first; lines that are none are left out. */
export function readHistory(text: string): readonly HistoryEntry[] {
  return text
    .split('\n')
    .map(line => (line === '' ? undefined : entryOf(tryParseJson(line))))
    .filter(entry => entry !== undefined);
}

/** The text of a file with the newest of these entries. */
export function historyText(entries: readonly HistoryEntry[], most: number): string {
  const lines: string[] = [];
  let length = 0;
  for (const entry of [...entries].reverse()) {
    const line = `${JSON.stringify(entry)}\n`;
    length += line.length;
    if (lines.length >= most || length > mostText) break;
    lines.push(line);
  }
  return lines.reverse().join('');
}

const endings: readonly string[] = ['whole', 'stopped', 'cancelled', 'failed'];

function entryOf(value: unknown): HistoryEntry | undefined {
  if (!isRecord(value) || !isRecord(value['database'])) return undefined;
  const { id, sql, databaseName, started, seconds, rows, ended, database } = value;
  const { subscription, application } = database;
  const texts = [id, sql, databaseName, started, subscription, application];
  if (!texts.every(each => typeof each === 'string')) return undefined;
  if (typeof seconds !== 'number' || typeof rows !== 'number') return undefined;
  if (typeof ended !== 'string' || !isEnding(ended)) return undefined;
  const [ownId = '', text = '', name = '', time = '', ofSubscription = '', ofApplication = ''] =
    texts;
  return {
    ...{ id: ownId, sql: text, databaseName: name, started: time, seconds, rows, ended },
    database: { subscription: ofSubscription, application: ofApplication },
  };
}

function isEnding(text: string): text is HistoryEntry['ended'] {
  return endings.includes(text);
}
