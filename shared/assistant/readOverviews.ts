// The applications of a destination with their exports and days, each with its state against the local database.
import { DataSyncError, toDataSyncError } from '../errors';
import type { ListedOverview } from '../listing/listApplication';
import type { FoundManifest } from '../storage/discovery';
import { untilAborted } from '../util/untilAborted';
import { nameOf } from './destinations';
import type { AssistantDestination, AssistantPorts } from './ports';

/** What was read, and what could not be. */
export interface Overviews {
  readonly read: readonly ListedOverview[];
  readonly failed: readonly { readonly application: string; readonly problem: string }[];
}

/** Reads the manifests one after the other; of several some may fail. */
export async function readOverviews(
  { url }: AssistantDestination,
  manifests: readonly FoundManifest[],
  ports: AssistantPorts,
  signal: AbortSignal,
): Promise<Overviews> {
  return whileReadingDatabase(ports, 'list of an assistant', signal, async database => {
    const read: ListedOverview[] = [];
    const failed: { application: string; problem: string }[] = [];
    for (const [place, manifest] of manifests.entries()) {
      ports.tell(`reading manifest ${place + 1} of ${manifests.length}`);
      try {
        const question = { destination: url, manifest, database };
        read.push(await untilAborted(ports.request('application', question), signal));
      } catch (thrown) {
        if (manifests.length === 1 || signal.aborted) throw thrown;
        const { code, message } = toDataSyncError(thrown);
        failed.push({ application: nameOf(manifest), problem: `${code}: ${message}` });
      }
    }
    return { read, failed };
  });
}

/** Runs `body` with the database's folder, undefined where there is none to read. */
export async function whileReadingDatabase<T>(
  { database, whileReading }: AssistantPorts,
  purpose: string,
  ...[signal, body]: readonly [AbortSignal, (database: string | undefined) => Promise<T>]
): Promise<T> {
  if (database === undefined) return body(undefined);
  const place = { folder: database, purpose };
  return whileReading(place, isThere => body(isThere ? database : undefined), signal);
}

/** The database's folder; without one nothing can be asked. */
export function requireDatabase({ database, adviceOnDatabase }: AssistantPorts): string {
  if (database !== undefined) return database;
  const message = `there is no local database: ${adviceOnDatabase}`;
  throw new DataSyncError('engine.no-database', message);
}
