// URIs of the file system `pendo-data-sync:`. What lies on this machine has its path there, so that the language
// server finds what lies beside it; the query says what is to be read. Pure.
import type { ExportChoice } from '../../shared/manifest/excerptOf';
import type { StoredFilePlace } from '../../shared/protocol/explore';
import { isRecord } from '../../shared/util/isRecord';
import { tryParseJson } from '../../shared/util/tryParseJson';

/** Its scheme. */
export const storedFileScheme = 'pendo-data-sync';

/** The parts of a URI that name a file. */
export interface StoredFileUri {
  readonly scheme: typeof storedFileScheme;
  readonly path: string;
  readonly query: string;
}

/** The URI of a file; `shown` is its path in titles and for the language server, with slashes. */
export function storedFileUri(
  { destination, path, choice }: StoredFilePlace,
  shown: string,
): StoredFileUri {
  return {
    scheme: storedFileScheme,
    path: shown.startsWith('/') ? shown : `/${shown}`,
    query: JSON.stringify({ destination, path, ...(choice && { choice }) }),
  };
}

/** The file that a URI's query names; undefined where it names none. */
export function readStoredFileUri(query: string): StoredFilePlace | undefined {
  const found = tryParseJson(query);
  if (!isRecord(found)) return undefined;
  const { destination, path, choice } = found;
  if (typeof destination !== 'string' || typeof path !== 'string') return undefined;
  if (choice === undefined) return { destination, path };
  const known = readChoice(choice);
  return known && { destination, path, choice: known };
}

function readChoice(value: unknown): ExportChoice | undefined {
  if (!isRecord(value)) return undefined;
  const { index, counter } = value;
  if (typeof index === 'number') return { index };
  return typeof counter === 'number' ? { counter } : undefined;
}
