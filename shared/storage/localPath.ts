// URL → adapter. Adapters for clouds are imported only when their scheme is used.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { DataSyncError } from '../errors';

import { createFileStore } from './fileStore';
import type { ObjectStore } from './objectStore';

/** Opens the store that a user's path or URL names: a folder, or `file://…`. */
export async function openStore(url: string, signal?: AbortSignal): Promise<ObjectStore> {
  signal?.throwIfAborted();
  return createFileStore(localPath(url));
}

/** The absolute path that a user's path or `file://` URL names; other schemes are `storage.unsupported-url`. */
export function localPath(url: string): string {
  if (url === '') throw unsupported(url, 'it is empty');
  // One letter before the colon is a drive of Windows.
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(url)?.[1]?.toLowerCase();
  if (scheme === undefined) return path.resolve(url);
  if (scheme !== 'file') throw unsupported(url, `${scheme}:// is not supported`);
  try {
    return fileURLToPath(url);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw unsupported(url, reason, { cause: error });
  }
}

function unsupported(url: string, reason: string, options?: ErrorOptions): DataSyncError {
  const shown = withoutSecrets(url);
  return new DataSyncError(
    'storage.unsupported-url',
    `cannot open '${shown}': ${reason}. Supported are a folder (/data/acme) and file:///data/acme; ` +
      'copy a bucket to a folder first',
    { url: shown },
    options,
  );
}

/** A signed URL carries its secret in the query, another in the user part. */
function withoutSecrets(url: string): string {
  return url.replace(/[?#].*$/s, '').replace(/\/\/[^/@]*@/, '//');
}
