import assert from 'node:assert/strict';
import { test } from 'node:test';

import { faultKinds, parseFault } from '../../../shared/simulator/faults';
import type { FaultKind } from '../../../shared/simulator/faults';
import type { SimulationOptions } from '../../../shared/simulator/options';
import { hasCode } from '../../support/hasCode';
import { avscRows, manifestsOf, simulateInMemory, type Files } from '../../support/simulated';

const small: SimulationOptions = {
  days: 12,
  rows: 40,
  matchables: 6,
  blockBytes: 4_000,
  families: ['events'],
};
const whole = simulateInMemory(small);

async function damaged(kind: FaultKind, count = 1) {
  const { files, summary } = await simulateInMemory({ ...small, faults: [{ kind, count }] });
  return { files, faults: summary.faults, before: (await whole).files };
}

/** Paths of files that differ or are gone. */
function differences(before: Files, after: Files): string[] {
  return [...before]
    .filter(([path, bytes]) => !Buffer.from(bytes).equals(after.get(path) ?? Buffer.of(0)))
    .map(([path]) => path);
}

function countersOf(files: Files): number[] {
  const [entries] = manifestsOf(files).values();
  return (entries ?? []).map(({ counter }) => counter);
}

for (const kind of ['missing-file', 'truncated-file', 'damaged-framing'] as const) {
  test(`${kind} hits just the files that it names, the newest exports' first`, async () => {
    const { files, faults, before } = await damaged(kind, 2);
    assert.deepEqual(differences(before, files).sort(), faults.map(({ path }) => path).sort());
    assert.deepEqual(
      faults.map(({ counter }) => counter),
      countersOf(before)
        .slice(-2)
        .sort((a, b) => a - b),
    );
  });
}

test('a missing file is gone, though the bill of materials names it', async () => {
  const { files, faults } = await damaged('missing-file');
  const path = faults[0]?.path ?? '';
  assert.match(path, /allevents/);
  assert.equal(files.has(path), false);
  assert.equal(files.has(path.replace(/[^/]*$/, 'billofmaterials.json')), true);
});

test('a truncated file is shorter and cannot be read to its end', async () => {
  const { files, faults, before } = await damaged('truncated-file');
  const path = faults[0]?.path ?? '';
  const [now, then] = [files.get(path), before.get(path)];
  assert.ok(now && then && now.length < then.length);
  assert.deepEqual(Buffer.from(now), Buffer.from(then.subarray(0, now.length)));
  assert.throws(() => avscRows(now));
});

test('damaged framing keeps the length and fails at the first sync marker', async () => {
  const { files, faults, before } = await damaged('damaged-framing');
  const path = faults[0]?.path ?? '';
  assert.equal(files.get(path)?.length, before.get(path)?.length);
  assert.throws(() => avscRows(files.get(path)), /sync marker differs/);
});

test('a wrong count is one too high, in the bill and in the manifest alike', async () => {
  const { files, faults, before } = await damaged('wrong-count');
  const [fault] = faults;
  assert.ok(fault);
  const bill = fault.path.replace(/[^/]*$/, 'billofmaterials.json');
  assert.deepEqual(
    differences(before, files).filter(path => !path.endsWith('exportmanifest.json')),
    [bill],
  );
  const counts = (all: Files) =>
    [...manifestsOf(all).values()].flatMap(entries =>
      entries.flatMap(({ timeDependent = [] }) =>
        timeDependent.flatMap(({ allEvents, matchedEvents }) =>
          [allEvents, ...matchedEvents].map(each => each?.eventCount ?? 0),
        ),
      ),
    );
  const [then, now] = [counts(before), counts(files)];
  assert.deepEqual(
    now.map((count, i) => count - (then[i] ?? 0)).filter(difference => difference !== 0),
    [1],
  );
});

test('a duplicate counter is in the manifest alone', async () => {
  const { files, faults, before } = await damaged('duplicate-counter');
  const counters = countersOf(files);
  assert.equal(new Set(counters).size, counters.length - 1);
  assert.equal(counters.filter(counter => counter === faults[0]?.counter).length, 2);
  assert.equal(differences(before, files).length, 1);
});

test('a gap lies in the middle', async () => {
  const { files, faults, before } = await damaged('gap', 3);
  const kept = new Set(countersOf(files));
  const all = countersOf(before);
  const missing = all.filter(counter => !kept.has(counter));
  assert.deepEqual(
    missing,
    faults.map(({ counter }) => counter),
  );
  assert.equal(missing.length, 3);
  assert.equal((missing[2] ?? 0) - (missing[0] ?? 0), 2);
  assert.ok(kept.has(Math.min(...all)) && kept.has(Math.max(...all)));
});

test('faults are the same each time', async () => {
  const faults = faultKinds.map(kind => ({ kind, count: 2 }));
  const [one, two] = [
    await simulateInMemory({ ...small, faults }),
    await simulateInMemory({ ...small, faults }),
  ];
  assert.deepEqual(one.summary.faults, two.summary.faults);
  assert.equal(one.summary.faults.length, 12);
  assert.deepEqual(differences(one.files, two.files), []);
});

test('a fault is read from kind[:count]', () => {
  assert.deepEqual(parseFault('gap'), { kind: 'gap', count: 1 });
  assert.deepEqual(parseFault('missing-file:3'), { kind: 'missing-file', count: 3 });
  for (const text of ['', 'hole', 'gap:', 'gap:0', 'gap:x', 'gap:-1']) {
    assert.throws(() => parseFault(text), hasCode('simulator.bad-option', /missing-file/), text);
  }
});
