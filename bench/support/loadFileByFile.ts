// The rival of many files: the same plan and the same code, but a transaction for each step.
// Arguments: destination, database folder. Prints one line of JSON.
import { createSqlJsEngines } from '../../shared/engine/sqlJs/createSqlJsEngines';
import { emptyLedger } from '../../shared/plan/ledger';
import { planLoad } from '../../shared/plan/planLoad';
import { createStores } from '../../shared/storage/createStores';
import { openDestination } from '../../shared/storage/openDestination';
import { applyPlan } from '../../shared/sync/applyPlan';
import { readTargets } from '../../shared/sync/targets';
import { peakMemory } from './peakMemory';

async function main([destination = '', database = '']: readonly string[]): Promise<void> {
  const start = performance.now();
  const { signal } = new AbortController();
  const opened = await openDestination(createStores(), destination, signal);
  const engines = await createSqlJsEngines();
  let rows = 0;
  for await (const found of readTargets(opened, { applications: [], database }, signal)) {
    if ('error' in found) throw found.error;
    const { store, manifest, target, file } = found;
    const plan = planLoad(manifest, target, emptyLedger, {});
    const engine = await engines.open({ file, mode: 'readWrite' });
    for (const step of plan.steps) {
      const one = { ...plan, steps: [step], skipped: [] };
      const summary = await applyPlan(one, { store, engine }, { counts: 'strict' }, signal);
      rows += summary.rowsInserted;
    }
    engine.close();
  }
  const milliseconds = performance.now() - start;
  const maxRss = peakMemory();
  console.log(JSON.stringify({ milliseconds, maxRss, rows }));
}

void main(process.argv.slice(2));
