// The facts of Pendo's format, held against every export of a simulated destination.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { SimulationOptions } from '../../../shared/simulator/options';
import {
  manifestsOf,
  rowsOf,
  simulateInMemory,
  type EntryJson,
  type Files,
  type Row,
} from '../../support/simulated';

const options: SimulationOptions = {
  days: 20,
  rows: 60,
  matchables: 12,
  capBytes: 16_000,
  blockBytes: 4_000,
};
const made = simulateInMemory(options);

interface Application {
  readonly files: Files;
  readonly folder: string;
  /** By counter. */
  readonly entries: readonly EntryJson[];
}

async function applications(): Promise<Application[]> {
  const { files } = await made;
  return [...manifestsOf(files)]
    .filter(([folder]) => !/\/(account|visitor)$/.test(folder))
    .map(([folder, entries]) => ({
      files,
      folder,
      entries: [...entries].sort((a, b) => a.counter - b.counter),
    }));
}

/** Calls `check` with each period of each export of each application. */
async function eachPeriod(
  check: (
    period: NonNullable<EntryJson['timeDependent']>[number],
    read: (names: readonly string[]) => Row[],
    entry: EntryJson,
  ) => void,
): Promise<void> {
  for (const { files, folder, entries } of await applications()) {
    for (const entry of entries) {
      const read = (names: readonly string[]) => rowsOf(files, { folder, entry }, names);
      for (const period of entry.timeDependent ?? []) check(period, read, entry);
    }
  }
}

test('eventCount is the number of rows in the files', () =>
  eachPeriod(({ allEvents, matchedEvents }, read) => {
    for (const each of allEvents ? [allEvents, ...matchedEvents] : matchedEvents) {
      assert.equal(read(each.files).length, each.eventCount);
    }
  }));

test('periodId is the UTC day of browserTimestamp in every row', () =>
  eachPeriod(({ periodId, allEvents, matchedEvents }, read) => {
    const day = Date.parse(periodId) / 86_400_000;
    for (const row of read([...(allEvents?.files ?? []), ...matchedEvents.flatMap(m => m.files)])) {
      assert.equal(row['periodId'], day);
      assert.equal(Math.floor(Number(row['browserTimestamp']) / 86_400_000), day);
    }
  }));

test('the days of allevents reach from the first to the last millisecond', async () => {
  const offsets = new Set<number>();
  await eachPeriod(({ allEvents }, read) => {
    for (const row of read(allEvents?.files ?? [])) {
      offsets.add(Number(row['browserTimestamp']) % 86_400_000);
    }
  });
  assert.ok(offsets.has(0) && offsets.has(86_399_999));
});

test('an event is in one period only, and once in it', async () => {
  for (const { files, folder, entries } of await applications()) {
    const periodOf = new Map<unknown, string>();
    for (const entry of entries) {
      for (const { periodId, allEvents } of entry.timeDependent ?? []) {
        const rows = rowsOf(files, { folder, entry }, allEvents?.files ?? []);
        assert.equal(new Set(rows.map(row => row['eventId'])).size, rows.length);
        for (const { eventId } of rows) {
          assert.equal(periodOf.get(eventId) ?? periodId, periodId);
          periodOf.set(eventId, periodId);
        }
      }
    }
  }
});

test('matched rows are rows of allevents with the id of what they match', () =>
  eachPeriod(({ allEvents, matchedEvents }, read) => {
    const byId = new Map(read(allEvents?.files ?? []).map(row => [row['eventId'], row]));
    for (const { id, files } of matchedEvents) {
      for (const { matchableId, ...row } of read(files)) {
        assert.ok(matchableId === id || `${id}`.endsWith(`/${String(matchableId)}`));
        if (allEvents) assert.deepEqual(row, { ...byId.get(row['eventId']) });
      }
    }
  }));

test('one event may match several pages', async () => {
  let shared = 0;
  await eachPeriod(({ matchedEvents }, read) => {
    const ids = matchedEvents.flatMap(({ files }) => read(files).map(row => row['eventId']));
    shared += ids.length - new Set(ids).size;
  });
  assert.ok(shared > 0);
});

test('matched rows are those that the definitions of the export describe', () =>
  eachPeriod(({ allEvents, matchedEvents }, read, entry) => {
    if (!allEvents || !('pageDefinitionsFile' in entry)) return;
    const events = read(allEvents.files);
    const counts = new Map(matchedEvents.map(({ id, eventCount }) => [id, eventCount]));
    for (const [id, matches] of definedRules(entry, read)) {
      assert.equal(events.filter(matches).length, counts.get(id) ?? 0, id);
      counts.delete(id);
    }
    assert.deepEqual([...counts], []);
  }));

test('a retroactive export has no allEvents, older periods, and what no longer matches is empty', async () => {
  let empty = 0;
  let retroactive = 0;
  for (const { entries } of await applications()) {
    for (const entry of entries.filter(({ exportType }) => exportType?.[0] === 'Retroactive')) {
      retroactive++;
      assert.ok((entry.timeDependent?.length ?? 0) > 5);
      for (const { periodId, allEvents, matchedEvents } of entry.timeDependent ?? []) {
        assert.equal(allEvents, undefined);
        assert.ok(periodId < entry.finishTime);
        for (const { eventCount, files } of matchedEvents) {
          if (files.length === 0) empty++;
          assert.equal(eventCount > 0, files.length > 0);
        }
      }
    }
  }
  assert.ok(retroactive > 0 && empty > 0, `${retroactive} retroactive, ${empty} empty`);
});

test('a finalized day holds the events of the unfinalized one and late ones', async () => {
  for (const { files, folder, entries } of await applications()) {
    const first = new Map<string, Set<unknown>>();
    let finalized = 0;
    for (const entry of entries.filter(({ exportType }) => exportType === null)) {
      for (const { periodId, allEvents } of entry.timeDependent ?? []) {
        const ids = rowsOf(files, { folder, entry }, allEvents?.files ?? []).map(
          row => row['eventId'],
        );
        const before = first.get(periodId);
        if (before) {
          finalized++;
          const age =
            (Date.parse(entry.finishTime.slice(0, 10)) - Date.parse(periodId)) / 86_400_000;
          assert.ok(age >= 8 && age <= 10, `${periodId} after ${age} days`);
          assert.ok(ids.length >= before.size);
          const now = new Set(ids);
          assert.ok([...before].every(id => now.has(id)));
        }
        first.set(periodId, new Set(ids));
      }
    }
    assert.ok(finalized > 8);
  }
});

test('each recurring export holds yesterday', () =>
  eachPeriod((_, __, entry) => {
    if (entry.exportType !== null || (entry.timeDependent?.length ?? 0) > 4) return;
    const today = Date.parse(entry.finishTime.slice(0, 10));
    const last = entry.timeDependent?.at(-1)?.periodId ?? '';
    assert.equal(today - Date.parse(last), 86_400_000);
  }));

test('no file is above the cap, and what is above it comes in several numbered files', async () => {
  const { files } = await made;
  for (const [path, bytes] of files) {
    if (path.endsWith('.avro')) assert.ok(bytes.length <= 16_000, `${path} has ${bytes.length}`);
  }
  const counts = new Set<number>();
  await eachPeriod(({ allEvents }) => {
    counts.add(allEvents?.files.length ?? 0);
    const isSplit = (allEvents?.files.length ?? 0) > 1;
    if (isSplit) assert.match(allEvents?.files[1] ?? '', /-001\.avro$/);
  });
  assert.ok(counts.has(2));
});

test('the bill of materials is the entry of the manifest without what only the manifest knows', async () => {
  const { files } = await made;
  for (const [folder, entries] of manifestsOf(files)) {
    for (const entry of entries) {
      const exportId = entry.rootUrl.split('/').at(-1) ?? '';
      assert.equal(entry.rootUrl, `gs://acme-pendo-data-sync/${folder}/${exportId}`);
      const { counter, exportType, finishTime, storageSize, rootUrl, ...bill } = entry;
      void [counter, exportType, finishTime, rootUrl];
      const text = new TextDecoder().decode(
        files.get(`${folder}/${exportId}/billofmaterials.json`),
      );
      assert.deepEqual(JSON.parse(text), bill);
      const avro = [...files].filter(
        ([path]) => path.startsWith(`${folder}/${exportId}/`) && path.endsWith('.avro'),
      );
      assert.equal(entry.numberOfFiles, avro.length);
      assert.equal(
        storageSize,
        avro.reduce((sum, [, bytes]) => sum + bytes.length, 0),
      );
    }
  }
});

test('finish times have 6, 7 and 9 digits, some without a zone', async () => {
  const shapes = new Set<string>();
  for (const { entries } of await applications()) {
    for (const { finishTime } of entries) {
      const [, fraction = '', zone = ''] = /\.(\d+)(Z?)$/.exec(finishTime) ?? [];
      shapes.add(`${fraction.length}${zone}`);
    }
  }
  assert.deepEqual([...shapes].sort(), ['6', '6Z', '7Z', '9Z']);
});

test('accounts and visitors: everybody first, then changes, with a schema of the columns', async () => {
  const { files } = await made;
  for (const [folder, entries] of manifestsOf(files)) {
    if (!/\/(account|visitor)$/.test(folder)) continue;
    const [first, ...later] = entries;
    assert.ok(first);
    const list = folder.endsWith('account') ? 'accounts' : 'visitors';
    const read = (entry: EntryJson) =>
      rowsOf(files, { folder, entry }, (entry[list] as { files: string[] }).files);
    const everybody = new Set(read(first).map(row => row['id']));
    const changed = later.flatMap(read);
    assert.ok(changed.length < later.length * everybody.size);
    assert.ok(changed.every(row => everybody.has(row['id'])));
    const metadata = rowsOf(files, { folder, entry: first }, ['metadataschema.avro']);
    const columns = Object.keys(read(first)[0] ?? {}).filter(name => name !== 'id');
    assert.deepEqual(
      metadata.map(row => row['avroFieldName']),
      columns,
    );
  }
});

/** By `Page/<id>`: what an event must be to match, from the definition files. */
function definedRules(
  entry: EntryJson,
  read: (names: readonly string[]) => Row[],
): Map<string, (row: Row) => boolean> {
  const rules = new Map<string, (row: Row) => boolean>();
  for (const page of read(entry['pageDefinitionsFile'] as string[])) {
    const patterns = (page['rules'] as string[]).map(urlPattern);
    rules.set(`Page/${String(page['pageId'])}`, row => {
      const url = String(row['url']).replace(/[?#].*$/, '');
      return row['eventType'] === 'load' && patterns.some(pattern => pattern.test(url));
    });
  }
  for (const feature of read(entry['featureDefinitionsFile'] as string[])) {
    const selectors = feature['elementSelectors'] as string[];
    rules.set(`Feature/${String(feature['featureId'])}`, row => {
      const path = String(row['elementPath']);
      return row['eventType'] === 'click' && selectors.some(selector => path.endsWith(selector));
    });
  }
  for (const type of read((entry['trackTypeDefinitionsFile'] as string[] | undefined) ?? [])) {
    const names = type['trackTypeRules'] as string[];
    rules.set(`TrackType/${String(type['trackTypeId'])}`, row => {
      if (row['eventType'] !== 'track') return false;
      return names.includes((JSON.parse(String(row['propertiesJson'])) as { track: string }).track);
    });
  }
  return rules;
}

/** `//*` is any host, `*` one segment or a part of it, `**` anything. */
function urlPattern(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('**', '\0')
    .replaceAll('*', '[^/]*')
    .replaceAll('\0', '.*');
  return new RegExp(`^https:${source}$`);
}
