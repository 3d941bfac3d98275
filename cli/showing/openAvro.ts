import { openContainer, type Container } from '../../shared/avro/container';
import type { Stores } from '../../shared/storage/createStores';
import { readCloudUrl } from '../../shared/storage/cloud/readCloudUrl';
import { splitLocation } from '../../shared/storage/location';

/** Opens an Avro file that the user named, hands it to `body`, and closes it. */
export async function withAvroFile<T>(
  stores: Stores,
  typed: string,
  body: (container: Container) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const { folder, name } = splitLocation(typed);
  const file = await (await stores.open(folder, signal)).open(name, signal);
  try {
    // Messages name the file as the user did.
    const shown = readCloudUrl(typed)?.place.url ?? typed;
    const source = {
      name: shown,
      size: file.size,
      ...(file.readsAhead === undefined ? {} : { readsAhead: file.readsAhead }),
      read: (start: number, end: number, readSignal?: AbortSignal) =>
        file.read(start, end, readSignal),
    };
    return await body(await openContainer(source, signal));
  } finally {
    await file.close();
  }
}
