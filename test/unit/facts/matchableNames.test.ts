import assert from 'node:assert/strict';
import { test } from 'node:test';
import { containerBytes } from '../../../shared/avro/writeContainer';
import { AvroIndex } from '../../../shared/facts/avroIndex';
import { NameReader, type DefiningExport } from '../../../shared/facts/matchableNames';
import { countingStore } from '../../support/countingStore';
import { createMemoryStore, type MemoryStore } from '../../support/memoryStore';
import { placedFiles } from '../../support/placedFiles';

test('the newest export that knows an id names it; older ones fill in', async () => {
  const { names } = await namesOf({
    'old/allpages.avro': pages({ a: 'Old', gone: 'Gone', ü: 'Ünïcode 🙂' }),
    'new/allpages.avro': pages({ a: 'New' }),
    'old/allfeatures.avro': pages({ f: 'Buy' }, 'feature_ID'),
  });
  assert.deepEqual(
    ['Page/a', 'Page/gone', 'Page/ü', 'Feature/f', 'Feature/a', 'Page/b', 'a'].map(names),
    ['New', 'Gone', 'Ünïcode 🙂', 'Buy', undefined, undefined, undefined],
  );
});

test('all files of a split list count, and a damaged one is as if it were not there', async () => {
  const { names } = await namesOf({
    'new/allpages-000.avro': pages({ a: 'A' }),
    'new/allpages-001.avro': pages({ b: 'B' }),
    'new/allpages-002.avro': pages({ c: 'C' }).subarray(0, -1),
    'old/allpages.avro': pages({ c: 'Old C' }),
  });
  assert.deepEqual(['Page/a', 'Page/b', 'Page/c'].map(names), ['A', 'B', 'Old C']);
});

test('a type is known when all its definition files that are there were read', async () => {
  const { knowsType } = await namesOf({
    'new/allpages.avro': pages({ a: 'A' }),
    'new/allfeatures.avro': pages({ f: 'F' }).subarray(0, -1),
  });
  assert.deepEqual(['Page', 'Feature', 'TrackType', 'Odd'].map(knowsType), [
    true,
    false,
    false,
    false,
  ]);
});

test('ids with their type, other names of columns, and columns of other types', async () => {
  const fields = [
    { name: 'ID', type: 'long' },
    { name: 'display_name', type: ['null', 'string'] },
    { name: 'group', type: { type: 'record', name: 'Group', fields: [] } },
  ];
  const rows = [
    { ID: 7, display_name: 'Seven', group: {} },
    { ID: 8, display_name: null, group: {} },
  ];
  const schema = { type: 'record', name: 'Row', fields };
  const { names } = await namesOf({
    'new/allpages.avro': containerBytes({ schema }, rows),
    'new/alltracktypes.avro': pages({ 'TrackType/t': 'Sign up' }, 'trackTypeId'),
  });
  assert.deepEqual(['Page/7', 'Page/8', 'TrackType/t'].map(names), ['Seven', undefined, 'Sign up']);
});

test('names are the same object, read once, until a definition file changes', async () => {
  const memory = createMemoryStore({ 'new/allpages.avro': pages({ a: 'A' }) });
  const { store, counts } = countingStore(memory);
  const reader = new NameReader(new AvroIndex({ openStore: () => store }));
  const read = async () => reader.read(exportsOf(memory), await placedFiles(store));
  const [before, same] = await Promise.all([read(), read()]);
  assert.equal(before, same);
  assert.equal(await read(), before);
  assert.deepEqual([counts.opens, counts.reads], [1, 1]);
  memory.put('new/allpages.avro', pages({ a: 'B' }));
  assert.equal((await read()).get('Page/a')?.name, 'B');
  assert.equal(counts.opens, 2);
});

test('definition files that are too large to read for a name are left alone', async () => {
  const memory = createMemoryStore({
    'new/allpages.avro': new Uint8Array(65e6),
    'old/allpages.avro': pages({ a: 'A' }),
  });
  const { store, counts } = countingStore(memory);
  const reader = new NameReader(new AvroIndex({ openStore: () => store }));
  const names = await reader.read(exportsOf(memory), await placedFiles(store));
  assert.equal(names.get('Page/a')?.name, 'A');
  assert.ok(!names.knowsType('Page'));
  assert.deepEqual([...counts.byPath.keys()], ['old/allpages.avro']);
});

test('reading names can be given up and begun again', async () => {
  const memory = createMemoryStore({ 'new/allpages.avro': pages({ a: 'A' }) });
  const reader = new NameReader(new AvroIndex({ openStore: () => memory }));
  const placed = await placedFiles(memory);
  const controller = new AbortController();
  const given = reader.read(exportsOf(memory), placed, controller.signal);
  controller.abort();
  await assert.rejects(given, { name: 'AbortError' });
  assert.equal((await reader.read(exportsOf(memory), placed)).get('Page/a')?.name, 'A');
});

/** A definition file of these names by id. */
function pages(names: Readonly<Record<string, string>>, idColumn = 'pageId'): Uint8Array {
  const fields = [
    { name: idColumn, type: 'string' },
    { name: 'name', type: 'string' },
  ];
  const rows = Object.entries(names).map(([id, name]) => ({ [idColumn]: id, name }));
  return containerBytes({ schema: { type: 'record', name: 'Row', fields } }, rows);
}

async function namesOf(files: Readonly<Record<string, Uint8Array>>) {
  const store = createMemoryStore(files);
  const reader = new NameReader(new AvroIndex({ openStore: () => store }));
  const found = await reader.read(exportsOf(store), await placedFiles(store));
  return {
    names: (id: string) => found.get(id)?.name,
    knowsType: (type: string) => found.knowsType(type),
  };
}

/** Exports `old` and `new` that list all of their files. */
function exportsOf({ paths }: MemoryStore): DefiningExport[] {
  return ['old', 'new'].map((exportId, counter) => {
    const listed = (kind: string) =>
      paths
        .filter(path => path.startsWith(`${exportId}/all${kind}`))
        .map(path => path.slice(exportId.length + 1));
    const files = {
      Page: listed('pages'),
      Feature: listed('features'),
      TrackType: listed('tracktypes'),
    };
    return { exportId, counter, files };
  });
}
