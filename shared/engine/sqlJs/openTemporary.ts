import path from 'node:path';

import type { FileSystem } from './fileSystem';

/** A file without a name: the system frees it with the process, however that ends. */
export function openTemporary(fileSystem: FileSystem): number {
  const name = `pds-${process.pid}-${Math.random().toString(36).slice(2)}.tmp`;
  const file = path.join(fileSystem.temporaryFolder(), name);
  const handle = fileSystem.open(file, { write: true, create: true, exclusive: true });
  fileSystem.unlink(file);
  return handle;
}
