// One measured run in a process of its own: a sync from the object server of the tests.
// Arguments: the server's port, database folder. Prints one line of JSON.
import { createSqlJsEngines } from '../../shared/engine/sqlJs/createSqlJsEngines';
import type { SyncRecipe } from '../../shared/protocol/worker';
import { createCloudStore } from '../../shared/storage/cloud/cloudStore';
import { discoverManifests } from '../../shared/storage/discovery';
import { safestChoices } from '../../shared/sync/safestChoices';
import { syncSession } from '../../shared/sync/syncSession';
import { inEnglish } from '../../shared/util/translate';
import { createObjectClient } from '../../test/support/objectServer';
import { peakMemory } from './peakMemory';

async function main([port, database = '']: readonly string[]): Promise<void> {
  const start = performance.now();
  const store = createCloudStore(createObjectClient(Number(port)));
  const openDestination = async () => ({ store, manifests: await discoverManifests(store) });
  const recipe: SyncRecipe = {
    destination: store.url,
    database,
    applications: [],
    ...safestChoices,
  };
  const { signal } = new AbortController();
  const [progress, drained] = [() => undefined, async () => undefined];
  const context = { signal, progress, drained, isCancelled: () => false };
  const ports = { t: inEnglish, openDestination, engines: await createSqlJsEngines() };
  const summary = await syncSession(ports, recipe, context);
  const milliseconds = performance.now() - start;
  console.log(JSON.stringify({ milliseconds, maxRss: peakMemory(), rows: summary.rowsInserted }));
}

void main(process.argv.slice(2));
