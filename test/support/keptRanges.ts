import { readdir } from 'node:fs/promises';

import type { Workbench } from './workbench';

/** Whether the extension keeps on disk what it read from buckets. */
export async function keepsRanges({ data }: Pick<Workbench, 'data'>): Promise<boolean> {
  const names = await readdir(data, { recursive: true });
  return names.some(name => /globalStorage.data-sync-explorer\.pendo-data-sync.ranges$/.test(name));
}
