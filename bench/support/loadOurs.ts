// One measured run in a process of its own: the sync path of the command line, worker and lock included.
// Arguments: destination, database folder. Prints one line of JSON.
import { startWorker } from '../../shared/worker/startWorker';
import { acquireDatabaseLock } from '../../shared/engine/databaseLock';
import { peakMemory } from './peakMemory';

async function main([destination = '', database = '']: readonly string[]): Promise<void> {
  const start = performance.now();
  const lock = await acquireDatabaseLock(database, 'bench');
  const worker = startWorker();
  const summary = await worker.channel.request('sync', {
    ...{ destination, database, applications: [], counts: 'strict', definitions: 'merge' },
    ...{ adopt: false, reload: false, sweepOrphans: false, ignoreFreeSpace: false },
  });
  await worker.dispose();
  await lock.release();
  const milliseconds = performance.now() - start;
  const maxRss = peakMemory();
  console.log(JSON.stringify({ milliseconds, maxRss, rows: summary.rowsInserted }));
}

void main(process.argv.slice(2));
