// What the rows of simulated events hold: plausible, skewed, and as odd as real ones.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  avscRows,
  manifestsOf,
  rowsOf,
  simulateInMemory,
  type Files,
  type Row,
} from '../../support/simulated';

const made = simulateInMemory({ days: 2, rows: 200, matchables: 8, families: ['events'] });

/** All events of the first export of the first application. */
async function someEvents(): Promise<Row[]> {
  const { files } = await made;
  return allEventsOf(files, [...manifestsOf(files).keys()][0] ?? '');
}

function allEventsOf(files: Files, folder: string): Row[] {
  const entry = manifestsOf(files).get(folder)?.[0];
  assert.ok(entry);
  const names = (entry.timeDependent ?? []).flatMap(({ allEvents }) => allEvents?.files ?? []);
  return rowsOf(files, { folder, entry }, names);
}

test('a few visitors make most of the events, and some are anonymous', async () => {
  const visits = new Map<string, number>();
  for (const row of await someEvents()) {
    const id = String(row['visitorId']);
    visits.set(id, (visits.get(id) ?? 0) + 1);
    assert.equal(id.startsWith('_PENDO_T_'), row['accountId'] === null);
  }
  const counts = [...visits.values()].sort((a, b) => b - a);
  const total = counts.reduce((sum, count) => sum + count, 0);
  assert.ok((counts[0] ?? 0) > total / 5);
  assert.ok([...visits.keys()].some(id => id.startsWith('_PENDO_T_')));
});

test('values are as odd as real ones', async () => {
  const rows = await someEvents();
  const has = (check: (row: Row) => boolean) => assert.ok(rows.some(check), String(check));
  has(row => row['subscriptionId'] === 9007199254740993n);
  has(row => row['appId'] === -323232);
  has(row => String(row['url']).length > 1000);
  has(row => typeof row['sessionId'] === 'bigint');
  has(row => row['propertiesJson'] === null);
  has(row => /Größe \d+ – 大小 🚀/.test(String(row['propertiesJson'])));
  has(row => row['guideId'] !== null && row['pollResponseNumber'] !== null);
  for (const { propertiesJson } of rows) JSON.parse(String(propertiesJson));
});

test('several subscriptions share application ids, not events', async () => {
  const { files } = await simulateInMemory({ days: 2, rows: 20, matchables: 2, subscriptions: 2 });
  const folders = [...manifestsOf(files).keys()].filter(folder => folder.endsWith('/-323232'));
  assert.equal(folders.length, 2);
  const [one, two] = folders.map(folder => allEventsOf(files, folder).map(row => row['eventId']));
  assert.ok(one?.every(id => !two?.includes(id)));
});

test('a day without events is a file without records', async () => {
  const { files } = await simulateInMemory({
    days: 1,
    rows: 0,
    matchables: 2,
    families: ['events'],
  });
  for (const [path, bytes] of files) {
    if (path.includes('allevents')) assert.deepEqual(avscRows(bytes), []);
  }
});
