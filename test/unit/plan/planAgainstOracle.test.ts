// The steps of a plan, carried out over maps, give what Pendo's article would have given: many small histories.
import { test } from 'node:test';

import { planLoad } from '../../../shared/plan/planLoad';
import { eventsTarget } from '../../support/manifestBuilder';
import { MapDatabase } from '../../support/planInterpreter';
import { walkHistory, type WalkedLoader } from '../../support/randomWalk';
import { scaled } from '../../support/randomScale';

test('plans of random histories give the tables of the sequential flow', async () => {
  const histories = scaled(2000);
  for (let seed = 1; seed <= histories; seed++) await walkHistory(seed, async () => mapLoader());
});

function mapLoader(): WalkedLoader {
  const database = new MapDatabase();
  return {
    async sync(world, selection) {
      const { manifest } = world;
      const target = { ...eventsTarget, family: manifest.family };
      const plan = planLoad(manifest, target, database.ledger, selection);
      database.apply(plan, world.read);
      return plan.steps.length;
    },
    tables: async () => database.tables,
    ledger: async () => database.ledger,
    vacuum: async () => undefined,
    async deleteRows(table, keyColumn, keys) {
      const rows = database.tables.get(table) ?? [];
      const kept = rows.filter(row => !keys.includes(String(row[keyColumn])));
      database.tables.set(table, kept);
    },
    async insertRow(table, row) {
      database.tables.set(table, [...(database.tables.get(table) ?? []), row]);
    },
    close: async () => undefined,
  };
}
