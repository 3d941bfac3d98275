import assert from 'node:assert/strict';
import { test } from 'node:test';
import { containerBytes } from '../../../shared/avro/writeContainer';
import { DataSyncError } from '../../../shared/errors';
import { AvroIndex, type ListedAvroFile } from '../../../shared/facts/avroIndex';
import type { IndexProgress } from '../../../shared/facts/indexProgress';
import type { ObjectStore } from '../../../shared/storage/objectStore';
import { countingStore } from '../../support/countingStore';
import { createMemoryStore } from '../../support/memoryStore';
import { placedFiles } from '../../support/placedFiles';

const schema = { type: 'record', name: 'Row', fields: [{ name: 'pageId', type: 'string' }] };
const twoRows = containerBytes({ schema }, [{ pageId: 'Page/a' }, { pageId: 'ü' }]);
const listed: readonly ListedAvroFile[] = [
  { exportId: 'aa', path: 'allpages.avro', question: 'Page' },
  { exportId: 'aa', path: 'matchedEvents/Page/ä.avro', question: 'periods' },
];
const files = { 'aa/allpages.avro': twoRows, 'aa/matchedEvents/Page/ä.avro': twoRows };

test('facts are known of files that were read, and reading them again reads nothing', async () => {
  const { store, counts } = countingStore(createMemoryStore(files));
  const index = new AvroIndex({ openStore: () => store });
  const placed = await placedFiles(store);
  assert.deepEqual(index.known(placed), {});
  await index.read(listed, placed);
  const { opens, reads } = counts;
  assert.equal(opens, 2);
  await index.read(listed, placed);
  await index.read(listed, await placedFiles(store));
  assert.deepEqual([counts.opens, counts.reads], [opens, reads]);
  const facts = index.known(placed);
  const fact = facts.avroFile?.('aa', 'matchedEvents/Page/ä.avro');
  assert.ok(fact?.kind === 'read' && fact.rowCount === 2);
  const ids = facts.definedIds?.('aa', 'allpages.avro');
  assert.deepEqual(
    ['a', 'Page/a', 'ü', 'b'].map(id => ids?.has(id)),
    [true, false, true, false],
  );
  assert.equal(facts.definedIds?.('aa', 'matchedEvents/Page/ä.avro'), undefined);
  assert.equal(facts.avroFile?.('bb', 'allpages.avro'), undefined);
});

test('the facts are the same object until more is known', async () => {
  const store = createMemoryStore(files);
  const index = new AvroIndex({ openStore: () => store });
  const placed = await placedFiles(store);
  await index.read(listed.slice(0, 1), placed);
  const before = index.known(placed);
  assert.equal(index.known(placed), before);
  await index.read(listed.slice(0, 1), placed);
  assert.equal(index.known(placed), before);
  await index.read(listed, placed);
  assert.notEqual(index.known(placed), before);
});

test('a file that changed is unknown until it is read again', async () => {
  const store = createMemoryStore(files);
  const index = new AvroIndex({ openStore: () => store });
  await index.read(listed, await placedFiles(store));
  store.put('aa/allpages.avro', containerBytes({ schema }, [{ pageId: 'c' }]));
  const placed = await placedFiles(store);
  assert.equal(index.known(placed).avroFile?.('aa', 'allpages.avro'), undefined);
  await index.read(listed, placed);
  assert.equal(index.known(placed).definedIds?.('aa', 'allpages.avro')?.has('c'), true);
});

test('of more files than are remembered the exports that were read last stay', async () => {
  const exportIds = ['aa', 'bb', 'cc'];
  const store = createMemoryStore(
    Object.fromEntries(exportIds.map(id => [`${id}/allpages.avro`, twoRows])),
  );
  // One for the file and one for each page.
  const index = new AvroIndex({ openStore: () => store, most: 6 });
  const placed = await placedFiles(store);
  for (const exportId of exportIds) {
    await index.read([{ exportId, path: 'allpages.avro', question: 'Page' }], placed);
  }
  const { avroFile } = index.known(placed);
  assert.deepEqual(
    exportIds.map(id => avroFile?.(id, 'allpages.avro')?.kind),
    [undefined, 'read', 'read'],
  );
});

test('damage is a fact, but a damaged definition file defines nothing', async () => {
  const store = createMemoryStore({ 'aa/allpages.avro': twoRows.subarray(0, -3) });
  const index = new AvroIndex({ openStore: () => store });
  const placed = await placedFiles(store);
  await index.read(listed, placed);
  assert.equal(index.known(placed).avroFile?.('aa', 'allpages.avro')?.kind, 'damaged');
  assert.equal(index.known(placed).definedIds?.('aa', 'allpages.avro'), undefined);
});

test('a file that cannot be read now stays unknown, the others are read', async () => {
  const memory = createMemoryStore(files);
  const store: ObjectStore = {
    ...memory,
    open: async (path, signal) => {
      if (path === 'aa/allpages.avro') throw new DataSyncError('storage.denied', 'no', { path });
      return memory.open(path, signal);
    },
  };
  const index = new AvroIndex({ openStore: () => store });
  const placed = await placedFiles(store);
  await index.read(listed, placed);
  assert.equal(index.known(placed).avroFile?.('aa', 'allpages.avro'), undefined);
  assert.ok(index.known(placed).avroFile?.('aa', 'matchedEvents/Page/ä.avro'));
});

test('progress ends with all files and all their bytes', async () => {
  const store = createMemoryStore(files);
  const index = new AvroIndex({ openStore: () => store });
  const told: IndexProgress[] = [];
  const onProgress = (progress: IndexProgress) => void told.push(progress);
  await index.read(listed, { ...(await placedFiles(store)), onProgress });
  const byteCount = 2 * twoRows.length;
  assert.deepEqual(told.at(-1), { files: 2, fileCount: 2, bytes: byteCount, byteCount });
  assert.deepEqual(
    told.map(({ bytes }) => bytes),
    told.map(({ bytes }) => bytes).sort((a, b) => a - b),
  );
});

test('reading that is given up keeps what it has and can be taken up again', async () => {
  const many = Array.from({ length: 20 }, (_, i) => `p${i}.avro`);
  const store = createMemoryStore(Object.fromEntries(many.map(path => [`aa/${path}`, twoRows])));
  const index = new AvroIndex({ openStore: () => store });
  const placed = await placedFiles(store);
  const controller = new AbortController();
  const onProgress = ({ files: done }: IndexProgress) => {
    if (done === 8) controller.abort();
  };
  const pages = many.map(path => ({ exportId: 'aa', path, question: 'Page' }) as const);
  await assert.rejects(index.read(pages, { ...placed, onProgress }, controller.signal), {
    name: 'AbortError',
  });
  const known = () => many.filter(path => index.known(placed).avroFile?.('aa', path)).length;
  assert.ok(known() >= 4 && known() < 20, `${known()}`);
  await index.read(pages, placed);
  assert.equal(known(), 20);
});
