// A long list in pages: a cursor names the last item that was given, so that what is added meanwhile shifts nothing.
import { DataSyncError } from '../errors';
import { tryParseJson } from '../util/tryParseJson';

/** One page. */
export interface Page<T> {
  readonly items: readonly T[];
  /** undefined: there are no more. */
  readonly nextCursor: string | undefined;
}

/** How a list is cut. */
export interface Paging<T> {
  /** What the list is of: a cursor of another one is not taken. */
  readonly kind: string;
  /** The list is sorted by it, the largest first; no two items have the same. */
  readonly keyOf: (item: T) => string;
  readonly limit: number;
  /** Of the page before. */
  readonly cursor: string | undefined;
}

/** The items behind the cursor, the largest key first. */
export function pageOf<T>(items: readonly T[], { kind, keyOf, limit, cursor }: Paging<T>): Page<T> {
  const last = cursor === undefined ? undefined : readCursor(cursor, kind);
  const keyed = items
    .map(item => ({ item, key: keyOf(item) }))
    .filter(({ key }) => last === undefined || key < last)
    .sort((a, b) => (a.key < b.key ? 1 : a.key > b.key ? -1 : 0));
  const page = keyed.slice(0, limit);
  const end = page.at(-1);
  const isMore = keyed.length > page.length && end !== undefined;
  return {
    items: page.map(({ item }) => item),
    nextCursor: isMore ? toBase64(JSON.stringify([kind, end.key])) : undefined,
  };
}

function readCursor(cursor: string, kind: string): string {
  const found = tryParseJson(fromBase64(cursor));
  if (Array.isArray(found) && found[0] === kind && typeof found[1] === 'string') return found[1];
  throw new DataSyncError(
    'assistant.bad-input',
    `"cursor" is none of this list: take the nextCursor of its last page, or none for the first`,
  );
}

function toBase64(text: string): string {
  return Buffer.from(text).toString('base64url');
}

function fromBase64(text: string): string {
  return Buffer.from(text, 'base64url').toString();
}
