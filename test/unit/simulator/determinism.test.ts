import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';

import type { SimulationOptions } from '../../../shared/simulator/options';
import { Simulation } from '../../../shared/simulator/simulation';
import { growInMemory, manifestsOf, simulateInMemory, type Files } from '../../support/simulated';

const small: SimulationOptions = { days: 12, rows: 40, matchables: 8 };

function digests(files: Files): Map<string, string> {
  const entries = [...files].map(
    ([path, bytes]) => [path, createHash('sha256').update(bytes).digest('hex')] as const,
  );
  return new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

test('the same options give the same bytes', async () => {
  const [one, two] = [await simulateInMemory(small), await simulateInMemory({ ...small, seed: 1 })];
  assert.deepEqual(digests(one.files), digests(two.files));
});

test('another seed gives other exports', async () => {
  const [one, two] = [await simulateInMemory(small), await simulateInMemory({ ...small, seed: 2 })];
  assert.notDeepEqual([...one.files.keys()].sort(), [...two.files.keys()].sort());
});

test('a destination that grew in stages is the one made at once', async () => {
  const simulation = new Simulation(small);
  const files: Files = new Map();
  for (const day of ['2024-06-19', '2024-06-20', '2024-06-25']) {
    await growInMemory(simulation, files, day);
    const alone = await simulateInMemory(small, day);
    assert.deepEqual(digests(files), digests(alone.files), day);
  }
  await growInMemory(simulation, files);
  assert.deepEqual(digests(files), digests((await simulateInMemory(small)).files));
});

test('as days pass, only manifests change', async () => {
  const early = digests((await simulateInMemory(small, '2024-06-22')).files);
  const late = digests((await simulateInMemory(small)).files);
  const changed = [...early].filter(([path, digest]) => late.get(path) !== digest);
  assert.ok(changed.length > 0);
  assert.deepEqual(
    changed.filter(([path]) => !path.endsWith('/exportmanifest.json')),
    [],
  );
});

test('a manifest lists the exports of 30 days, its counters start above 1 when it is old', async () => {
  const { files, summary } = await simulateInMemory({ days: 40, rows: 4, matchables: 2 });
  const [first] = summary.manifests;
  for (const [folder, entries] of manifestsOf(files)) {
    const days = entries.map(({ finishTime }) => finishTime.slice(0, 10)).sort();
    assert.deepEqual([days[0], days.at(-1)], ['2024-06-01', '2024-06-30'], folder);
    const counters = entries.map(({ counter }) => counter).sort((a, b) => a - b);
    const lowest = counters[0] ?? 0;
    assert.deepEqual(
      counters,
      counters.map((_, i) => lowest + i),
      folder,
    );
    assert.ok(lowest > 1, folder);
  }
  assert.equal(first?.firstCounter, 412);
});
