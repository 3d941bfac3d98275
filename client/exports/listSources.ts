// Which manifests a table is of: those of all destinations, or of its scope.
import { toDataSyncError } from '../../shared/errors';
import type { TableSource } from '../../shared/protocol/exportsTable';
import { signInCommand } from '../../shared/storage/access/signInCommand';
import type { App } from '../app';
import type { Destination } from '../destinations/destinationRegistry';
import type { ExportsScope } from './exportsScope';

/** The manifests by destination; a destination that cannot be listed is one that failed. */
export async function listSources(
  { destinations, database }: Pick<App, 'destinations' | 'database'>,
  scope: ExportsScope,
  signal: AbortSignal,
): Promise<TableSource[]> {
  const { destination: wanted, manifests: paths } = scope;
  const chosen = destinations.all.filter(({ url }) => wanted === undefined || url === wanted);
  const lists = chosen.map(async (destination): Promise<TableSource[]> => {
    const { url, name: destinationName } = destination;
    try {
      const { manifests } = await database.request('manifests', { destination: url }, { signal });
      return manifests
        .filter(({ path }) => paths === undefined || paths.includes(path))
        .map(manifest => ({ place: { destination: url, manifest }, destinationName }));
    } catch (thrown) {
      signal.throwIfAborted();
      return [unlisted(destination, thrown)];
    }
  });
  return (await Promise.all(lists)).flat();
}

function unlisted({ url, name }: Destination, thrown: unknown): TableSource {
  const error = toDataSyncError(thrown);
  const { code, message } = error;
  const signIn = signInCommand(error);
  const manifest = { path: '', folder: '', subscription: null, application: null };
  return {
    place: { destination: url, manifest },
    destinationName: name,
    failure: { code, message, ...(signIn === undefined ? {} : { signIn }) },
  };
}
