import { stat } from 'node:fs/promises';

import { fileVersion } from '../storage/fileVersion';

/** What tells whether a file, or the list of a folder's files, has changed. */
export interface PathState {
  /** Undefined where there is nothing. */
  readonly version: string | undefined;
  /** In milliseconds since the epoch. */
  readonly modified: number;
}

/** The state of a file or folder, absolute. */
export async function readPathState(location: string): Promise<PathState> {
  const stats = await stat(location, { bigint: true }).catch(() => undefined);
  if (!stats) return { version: undefined, modified: 0 };
  return { version: fileVersion(stats), modified: Number(stats.mtimeMs) };
}
