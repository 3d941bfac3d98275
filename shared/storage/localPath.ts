import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { DataSyncError } from '../errors';

import { withoutSecrets } from './cloud/readCloudUrl';

/** The absolute path that a user's path or `file://` URL names; other schemes are `storage.unsupported-url`. */
export function localPath(url: string): string {
  if (url === '') throw unsupported(url, 'it is empty');
  // One letter before the colon is a drive of Windows.
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(url)?.[1]?.toLowerCase();
  if (scheme === undefined) return path.resolve(url);
  if (scheme !== 'file') throw unsupported(url, `${scheme}:// is no folder of this machine`);
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
    `cannot open '${shown}': ${reason}. Supported are a folder (/data/acme), file:///data/acme, ` +
      's3://bucket/path, gs://bucket/path and az://account/container/path',
    { url: shown },
    options,
  );
}
