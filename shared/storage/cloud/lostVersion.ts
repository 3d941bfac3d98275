import { DataSyncError } from '../../errors';

import type { CloudClient, ObjectRange } from './cloudClient';

/** Why a version is not there: the object has another one (`storage.changed`), or is gone; `shown` names it. */
export async function lostVersion(
  client: CloudClient,
  { key, version }: ObjectRange,
  shown: string,
  signal?: AbortSignal,
): Promise<DataSyncError> {
  const found = await client.head(key, signal);
  if (!found) return new DataSyncError('storage.not-found', `${shown} does not exist`, { key });
  const message = `${shown} has changed: version ${version} was asked for, ${found.version} is there. Read it again`;
  return new DataSyncError('storage.changed', message, {
    key,
    expected: version,
    found: found.version,
  });
}
