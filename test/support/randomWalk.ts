// A seeded history of exports, faults, syncs and strangers at the database, played to a loader and to the oracle.
import assert from 'node:assert/strict';

import type { Ledger } from '../../shared/plan/ledger';
import type { Selection } from '../../shared/plan/loadPlan';
import { SeededRandom } from '../../shared/util/seededRandom';
import { ExportWorld } from './exportWorld';
import { keyColumns, Oracle, placeOf, type Row } from './oracle';

/** Plan and apply, whatever carries the plan out. Tables are named as the oracle names them. */
export interface WalkedLoader {
  /** One run; returns the number of steps that its plan had. */
  sync(world: ExportWorld, selection: Selection): Promise<number>;
  tables(): Promise<ReadonlyMap<string, readonly Row[]>>;
  ledger(): Promise<Ledger>;
  /** What a stranger does with another program. */
  vacuum(): Promise<void>;
  deleteRows(table: string, keyColumn: string, keys: readonly string[]): Promise<void>;
  insertRow(table: string, row: Row): Promise<void>;
  close(): Promise<void>;
}

/** Plays one history; a difference fails with the seed and the history. */
export async function walkHistory(
  seed: number,
  openLoader: (world: ExportWorld, random: SeededRandom) => Promise<WalkedLoader>,
): Promise<void> {
  const random = new SeededRandom(seed);
  const world = new ExportWorld(random);
  const walk = { random, world, oracle: new Oracle(), loader: await openLoader(world, random) };
  try {
    for (let round = random.between(3, 8); round > 0; round--) await playRound(walk);
    world.repair();
    world.faults.clear();
    await syncAndCompare(walk, {});
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`seed ${seed}: ${message}\nhistory:\n  ${world.log.join('\n  ')}`, { cause });
  } finally {
    await walk.loader.close();
  }
}

interface Walk {
  readonly random: SeededRandom;
  readonly world: ExportWorld;
  readonly oracle: Oracle;
  readonly loader: WalkedLoader;
}

async function playRound(walk: Walk): Promise<void> {
  const { random, world } = walk;
  for (let exports = random.between(1, 5); exports > 0; exports--) world.publish();
  if (random.chance(0.15)) world.rollOut();
  for (let faults = random.pick([0, 0, 1, 2, 4]); faults > 0; faults--) world.damage();
  if (random.chance(0.4)) world.repair();
  for (let strangers = random.pick([0, 0, 1, 3]); strangers > 0; strangers--) await disturb(walk);
  await syncAndCompare(walk, world.selection());
}

async function syncAndCompare(walk: Walk, selection: Selection): Promise<void> {
  const { world, oracle, loader } = walk;
  const { kinds, ...rest } = selection;
  world.log.push(`sync ${JSON.stringify({ ...rest, ...(kinds ? { kinds: [...kinds] } : {}) })}`);
  await loader.sync(world, selection);
  oracle.sync(world.manifest.exports, selection, world.read);
  await compare(walk);
  // What a reload could not read leaves what was held before, and the next run goes on from there.
  const again = { ...selection, reload: false };
  if (selection.reload) oracle.sync(world.manifest.exports, again, world.read);
  const steps = await loader.sync(world, again);
  if (world.faults.size === 0) assert.equal(steps, 0, 'a second run has steps');
  await compare(walk);
}

async function compare({ oracle, loader }: Walk): Promise<void> {
  const tables = await loader.tables();
  for (const table of new Set([...oracle.tables.keys(), ...tables.keys()])) {
    const [found, expected] = [tables.get(table) ?? [], oracle.rowsOf(table)];
    assert.deepEqual(multiset(found), multiset(expected), `rows of ${table}`);
  }
  const { slices } = await loader.ledger();
  const held = [...slices.values()].map(({ kind, periodId, matchableId, counter, rows }) => {
    const place = placeOf(matchableId ?? kind, periodId && periodId.slice(0, 10));
    return [place, periodId === null ? { counter } : { counter, rows }] as const;
  });
  const expected = [...oracle.loaded].map(([place, { counter, rows }]) => {
    return [place, place.includes(' ') ? { counter, rows } : { counter }] as const;
  });
  assert.deepEqual(byPlace(held), byPlace(expected), 'ledger');
}

/** A stranger at the database: VACUUM, rows deleted, rows inserted. */
async function disturb({ random, world, oracle, loader }: Walk): Promise<void> {
  const filled = [...oracle.tables.keys()].filter(table => oracle.rowsOf(table).length > 0);
  const table = filled[random.below(filled.length)];
  if (table === undefined || random.chance(0.2)) {
    world.log.push('vacuum');
    return loader.vacuum();
  }
  const key = keyColumns[table] ?? (table === 'metadataSchema' ? 'name' : 'eventId');
  const gone = random.chance(0.7) ? strangerDeletes(random, oracle.rowsOf(table)) : [];
  if (gone.length > 0) {
    const keys = gone.map(row => String(row[key]));
    world.log.push(`stranger deletes ${keys.join(', ')} of ${table}`);
    const kept = oracle.rowsOf(table).filter(row => !keys.includes(String(row[key])));
    oracle.tables.set(table, kept);
    await loader.deleteRows(table, key, keys);
  }
  const come = random.chance(0.5) ? gone.length : random.below(3);
  for (let number = 0; number < come; number++) {
    // No export holds that day, so what becomes of the row is certain in every layout.
    const day = key === 'eventId' ? { periodId: '1999-12-31' } : {};
    const row = { ...day, [key]: `stranger-${world.log.length}` };
    world.log.push(`stranger inserts ${JSON.stringify(row)} into ${table}`);
    oracle.tables.set(table, [...oracle.rowsOf(table), row]);
    await loader.insertRow(table, row);
  }
}

/** Some rows, all, or the newest, whose row numbers SQLite then gives out again. */
function strangerDeletes(random: SeededRandom, rows: readonly Row[]): readonly Row[] {
  const which = random.below(3);
  if (which === 0) return rows;
  return which === 1 ? rows.slice(-random.between(1, 4)) : rows.filter(() => random.chance(0.3));
}

/** Rows as texts in one order, columns too; a column without a value is as good as none. */
function multiset(rows: readonly Row[]): string[] {
  return rows
    .map(row => {
      const values = Object.entries(row).filter(([, value]) => value !== null);
      return JSON.stringify(values.sort(([a], [b]) => (a < b ? -1 : 1)));
    })
    .sort();
}

function byPlace<T>(entries: readonly (readonly [string, T])[]): (readonly [string, T])[] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
}
