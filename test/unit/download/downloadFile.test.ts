import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';

import { downloadFile } from '../../../shared/download/downloadFile';
import type { ObjectStore } from '../../../shared/storage/objectStore';
import { hasCode } from '../../support/hasCode';
import { countingStore } from '../../support/countingStore';
import { createMemoryStore, type MemoryStore } from '../../support/memoryStore';
import { withTemporaryFolder } from '../../support/temporaryFolder';

/** More than is read at once. */
const content = Buffer.alloc(20_000_000, 'what Pendo wrote. ').toString();

interface Copying {
  readonly memory: MemoryStore;
  readonly to: string;
  /** Copies the object from a store, by default the memory itself. */
  readonly copy: (store?: ObjectStore, signal?: AbortSignal) => ReturnType<typeof downloadFile>;
}

function withCopy(body: (copying: Copying) => Promise<void>): Promise<void> {
  return withTemporaryFolder(async folder => {
    const memory = createMemoryStore({ 'x/a.avro': content });
    const to = path.join(folder, 'copy', 'a.avro');
    const copy: Copying['copy'] = (store = memory, signal) =>
      downloadFile({ store, from: 'x/a.avro', to }, () => undefined, signal);
    await body({ memory, to, copy });
  });
}

test('an object becomes a file; once it is there it is not read again', () =>
  withCopy(async ({ memory, to, copy }) => {
    assert.equal(await copy(), 'copied');
    assert.equal(await readFile(to, 'utf8'), content);
    const { store, counts } = countingStore(memory);
    assert.equal(await copy(store), 'there');
    assert.equal(counts.bytesRead, 0);
  }));

test('a copy that was cut off goes on at its last byte, and is no file before it is whole', () =>
  withCopy(async ({ memory, to, copy }) => {
    const broken = breakingAt(memory, 8 << 20);
    await assert.rejects(copy(broken), /the wire was cut/);
    assert.equal((await readdir(path.dirname(to))).filter(name => name === 'a.avro').length, 0);
    const { store, counts } = countingStore(memory);
    assert.equal(await copy(store), 'copied');
    assert.equal(counts.bytesRead, content.length - (8 << 20));
    assert.equal(await readFile(to, 'utf8'), content);
    assert.deepEqual(await readdir(path.dirname(to)), ['a.avro']);
  }));

test('what was begun of another version is of no use', () =>
  withCopy(async ({ memory, to, copy }) => {
    await assert.rejects(copy(breakingAt(memory, 8 << 20)), /the wire was cut/);
    const other = content.toUpperCase();
    memory.put('x/a.avro', other);
    assert.equal(await copy(), 'copied');
    assert.equal(await readFile(to, 'utf8'), other);
    assert.deepEqual(await readdir(path.dirname(to)), ['a.avro']);
  }));

test('a file of another size is replaced; an object that is not there leaves all as it is', () =>
  withCopy(async ({ memory, to, copy }) => {
    await mkdir(path.dirname(to), { recursive: true });
    await writeFile(to, 'half of it');
    assert.equal(await copy(), 'copied');
    assert.equal(await readFile(to, 'utf8'), content);
    memory.remove('x/a.avro');
    assert.equal(await copy(), 'missing');
    assert.equal(await readFile(to, 'utf8'), content);
  }));

test('two who copy the same object into one file write it once', () =>
  withCopy(async ({ to, copy }) => {
    const outcomes = await Promise.all([copy(), copy(), copy()]);
    assert.ok(outcomes.includes('copied'));
    assert.equal(await readFile(to, 'utf8'), content);
    assert.deepEqual(await readdir(path.dirname(to)), ['a.avro']);
  }));

test('a begun file that is longer than the object is begun anew', () =>
  withCopy(async ({ memory, to, copy }) => {
    await assert.rejects(copy(breakingAt(memory, 8 << 20)), /the wire was cut/);
    const [part = ''] = await readdir(path.dirname(to));
    await appendFile(path.join(path.dirname(to), part), content);
    assert.equal(await copy(), 'copied');
    assert.equal(await readFile(to, 'utf8'), content);
  }));

test('bytes that are not those that storage keeps a digest of are not kept', () =>
  withCopy(async ({ memory, to, copy }) => {
    const md5 = createHash('md5').update(content).digest('hex');
    const lying = withDigest(
      memory,
      md5.replace(/^./, first => (first === '0' ? '1' : '0')),
    );
    await assert.rejects(copy(lying), hasCode('storage.read-failed', /did not arrive/));
    assert.deepEqual(await readdir(path.dirname(to)), []);
    assert.equal(await copy(withDigest(memory, md5)), 'copied');
  }));

test('a cancelled copy stops', () =>
  withCopy(async ({ memory, copy }) => {
    await assert.rejects(copy(memory, AbortSignal.abort()), { name: 'AbortError' });
  }));

/** Its objects tell this digest. */
function withDigest(store: ObjectStore, md5: string): ObjectStore {
  return {
    ...store,
    open: async (name, signal) => ({ ...(await store.open(name, signal)), md5 }),
  };
}

/** Reads from this byte on fail. */
function breakingAt(store: ObjectStore, limit: number): ObjectStore {
  return {
    url: store.url,
    list: (folder, signal) => store.list(folder, signal),
    stat: (name, signal) => store.stat(name, signal),
    open: async (name, signal) => {
      const object = await store.open(name, signal);
      return {
        name: object.name,
        size: object.size,
        version: object.version,
        read: (start, end, reading) => {
          if (start >= limit) return Promise.reject(new Error('the wire was cut'));
          return object.read(start, end, reading);
        },
        close: () => object.close(),
      };
    },
  };
}
