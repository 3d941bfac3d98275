// URIs of the file system `pendo-data-sync:`. What lies on this machine has its path there, so that the language
// server finds what lies beside it; what lies in a bucket has the scheme of its URL as authority. Pure.
import type { ExportChoice } from '../../shared/manifest/excerptOf';
import { isRecord } from '../../shared/util/isRecord';
import { tryParseJson } from '../../shared/util/tryParseJson';

/** Its scheme. */
export const storedFileScheme = 'pendo-data-sync';

/** The parts of a URI that name a place in a bucket. */
export interface CloudUriParts {
  /** `s3`, `gs` or `az`; empty where the path is one of this machine. */
  readonly authority: string;
  readonly path: string;
}

/** The URI of `s3://acme/exports/x.avro` is `pendo-data-sync://s3/acme/exports/x.avro`. */
export function cloudUriParts(url: string): CloudUriParts {
  const [authority = '', path = ''] = url.split(/:\/\/(.*)/s);
  return { authority, path: `/${path}` };
}

/** The URL in a bucket that a URI stands for; undefined for a path of this machine. */
export function cloudUrlOf({ authority, path }: CloudUriParts): string | undefined {
  return authority === '' ? undefined : `${authority}:/${path}`;
}

/** Of which file beside it a document shows what. */
export interface Excerpt {
  /** Of the file. */
  readonly name: string;
  readonly choice: ExportChoice;
}

/** The query of a document that shows a part of a file. */
export function excerptQuery({ name, choice }: Excerpt): string {
  return JSON.stringify({ name, choice });
}

/** What a query says; undefined where the document is the whole file. */
export function readExcerptQuery(query: string): Excerpt | undefined {
  const found = tryParseJson(query);
  if (!isRecord(found) || typeof found['name'] !== 'string') return undefined;
  const choice = readChoice(found['choice']);
  return choice && { name: found['name'], choice };
}

function readChoice(value: unknown): ExportChoice | undefined {
  if (!isRecord(value)) return undefined;
  const { index, counter } = value;
  if (typeof index === 'number') return { index };
  return typeof counter === 'number' ? { counter } : undefined;
}
