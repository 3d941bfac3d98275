import path from 'node:path';

import { openContainer, type Container } from '../../shared/avro/container';
import { localPath, openStore } from '../../shared/storage/openStore';

/** Opens an Avro file that the user named, hands it to `body`, and closes it. */
export async function withAvroFile<T>(
  typed: string,
  body: (container: Container) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const location = localPath(typed);
  const store = await openStore(path.dirname(location), signal);
  const file = await store.open(path.basename(location), signal);
  try {
    // Messages name the file as the user did.
    const source = {
      name: typed,
      size: file.size,
      read: (start: number, end: number, readSignal?: AbortSignal) =>
        file.read(start, end, readSignal),
    };
    return await body(await openContainer(source, signal));
  } finally {
    await file.close();
  }
}
