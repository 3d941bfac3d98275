import type { AccessSecret } from '../../shared/storage/access/accessChoice';
import { isRecord } from '../../shared/util/isRecord';
import { tryParseJson } from '../../shared/util/tryParseJson';

/** A secret as it was kept; undefined for what is none. */
export function readSecret(kept: string | undefined): AccessSecret | undefined {
  const found = kept === undefined ? undefined : tryParseJson(kept);
  if (!isRecord(found)) return undefined;
  const { kind, text, accountKey, accessKeyId, secretAccessKey, sessionToken } = found;
  if (kind === 'sas' || kind === 'connectionString') {
    return typeof text === 'string' ? { kind, text } : undefined;
  }
  if (kind === 'accountKey') {
    return typeof accountKey === 'string' ? { kind, accountKey } : undefined;
  }
  if (kind !== 'keys' || typeof accessKeyId !== 'string' || typeof secretAccessKey !== 'string') {
    return undefined;
  }
  const keys = { kind, accessKeyId, secretAccessKey } as const;
  return typeof sessionToken === 'string' ? { ...keys, sessionToken } : keys;
}
