// What every ObjectStore promises, as one suite: run it against each adapter.
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';

import type { ObjectStore } from '../../shared/storage/objectStore';

import { hasCode } from './hasCode';

/** A place that can be filled with objects and then read through the store under test. */
export interface StoreUnderTest {
  readonly store: ObjectStore;
  readonly put: (path: string, content: string) => Promise<void>;
  readonly remove: (path: string) => Promise<void>;
}

/** Registers the suite; `use` makes an empty store, runs the body and cleans up. `register` is test() or its like. */
export function testStoreContract(
  name: string,
  use: (body: (subject: StoreUnderTest) => Promise<void>) => Promise<void>,
  register: (title: string, body: () => Promise<void>) => void = test,
): void {
  const contract = (promise: string, body: (subject: StoreUnderTest) => Promise<void>) =>
    register(`${name}: ${promise}`, () => use(body));
  listing(contract);
  reading(contract);
  refusing(contract);
}

type Contract = (promise: string, body: (subject: StoreUnderTest) => Promise<void>) => void;

function listing(contract: Contract): void {
  contract('a listing is one level deep and sorted by code unit', async ({ store, put }) => {
    for (const path of ['b.txt', 'B.txt', 'a/x', 'a/y/z', 'Ä/x', 'a b/x']) await put(path, '1');
    const { folders, objects } = await store.list('');
    assert.deepEqual(folders, ['a', 'a b', 'Ä']);
    assert.deepEqual(
      objects.map(object => object.path),
      ['B.txt', 'b.txt'],
    );
  });

  contract('objects in a listing carry path, size and version of stat', async ({ store, put }) => {
    await put('f/one.avro', 'four');
    const { objects } = await store.list('f');
    assert.deepEqual(objects, [await store.stat('f/one.avro')]);
    assert.equal(objects[0]?.path, 'f/one.avro');
    assert.equal(objects[0]?.size, 4);
  });

  contract('a folder that does not exist is storage.not-found', async ({ store }) => {
    await assert.rejects(store.list('nowhere'), hasCode('storage.not-found'));
  });

  contract('stat knows no folder and nothing that is absent', async ({ store, put }) => {
    await put('f/one', '1');
    assert.equal(await store.stat('f'), undefined);
    assert.equal(await store.stat('f/two'), undefined);
    assert.equal(await store.stat('f/one/below'), undefined);
  });

  contract('the version changes with the bytes', async ({ store, put }) => {
    await put('one', 'before');
    const before = await store.stat('one');
    await put('one', 'after it');
    assert.notEqual((await store.stat('one'))?.version, before?.version);
  });
}

function reading(contract: Contract): void {
  contract('ranges are half-open and clamped to the size', async ({ store, put }) => {
    await put('ten', '0123456789');
    const object = await store.open('ten');
    const text = async (start: number, end: number) =>
      new TextDecoder().decode(await object.read(start, end));
    assert.equal(await text(0, 3), '012');
    assert.equal(await text(7, 99), '789');
    assert.equal(await text(10, 20), '');
    assert.equal(await text(4, 4), '');
    assert.equal(object.size, 10);
    assert.equal(object.name, 'ten');
    await object.close();
  });

  contract('the array that is read belongs to the caller', async ({ store, put }) => {
    await put('one', 'abc');
    const object = await store.open('one');
    (await object.read(0, 3)).fill(0);
    assert.deepEqual([...(await object.read(0, 1))], [97]);
    await object.close();
  });

  contract('spaces and other scripts in names', async ({ store, put }) => {
    const path = 'données sync/イベント/a b%20c.avro';
    await put(path, 'x');
    const object = await store.open(path);
    assert.equal((await object.read(0, 1)).length, 1);
    await object.close();
    assert.deepEqual((await store.list('données sync')).folders, ['イベント']);
  });

  contract('characters that mean something in URLs and shells', async ({ store, put }) => {
    const odd = ['a#b', 'a%2Fb', 'a+b', "it's", 'a;b=c&d', '(x)!~@$,', 'a=b', '%', 'é', 'a\u0301'];
    // Windows has no such names.
    if (path.sep === '/') odd.push('why?', 'a?b=c', 'a*b', '"q"', '<x>', 'a|b', '[x]^{y}`');
    for (const name of odd) await put(`f/${name}/${name}.avro`, name);
    assert.deepEqual((await store.list('f')).folders, odd.toSorted());
    for (const name of odd) {
      const { objects } = await store.list(`f/${name}`);
      const found = await store.stat(`f/${name}/${name}.avro`);
      assert.deepEqual(objects, [found], name);
      const object = await store.open(`f/${name}/${name}.avro`);
      assert.equal(Buffer.from(await object.read(0, object.size)).toString(), name);
      await object.close();
    }
  });

  contract('an object without bytes is there, and has none', async ({ store, put }) => {
    await put('f/none.avro', '');
    assert.equal((await store.stat('f/none.avro'))?.size, 0);
    const object = await store.open('f/none.avro');
    assert.deepEqual(await object.read(0, 10), new Uint8Array(0));
    await object.close();
  });

  contract('folders whose names look alike are apart', async ({ store, put }) => {
    for (const name of ['acme/x', 'acme-2/y', 'acme.avro', 'acm/z']) await put(name, name);
    const { folders, objects } = await store.list('acme');
    assert.deepEqual([folders, objects.map(each => each.path)], [[], ['acme/x']]);
    await assert.rejects(store.list('ac'), hasCode('storage.not-found'));
  });

  contract('bytes that change between reads are storage.changed', async ({ store, put }) => {
    // Further apart than what comes along with a small read.
    await put('one', 'before'.padEnd(200_000));
    const object = await store.open('one');
    await object.read(0, 2);
    await put('one', 'altered'.padEnd(200_000));
    await assert.rejects(object.read(199_990, 199_999), hasCode('storage.changed'));
    await object.close();
  });

  contract('an object that is not there is storage.not-found', async ({ store, put, remove }) => {
    await put('f/one', '1');
    await remove('f/one');
    await assert.rejects(store.open('f/one'), hasCode('storage.not-found'));
    await assert.rejects(store.open('f'), hasCode('storage.not-found'));
  });
}

function refusing(contract: Contract): void {
  contract('paths that leave the root are refused', async ({ store, put }) => {
    await put('f/one', '1');
    for (const path of ['../x', 'f/../../x', '/etc/passwd', 'f//one', './f', 'f/./one', 'f/']) {
      await assert.rejects(store.open(path), hasCode('storage.outside-folder'), path);
      await assert.rejects(store.stat(path), hasCode('storage.outside-folder'), path);
      await assert.rejects(store.list(path), hasCode('storage.outside-folder'), path);
    }
  });

  contract('an aborted signal stops each call', async ({ store, put }) => {
    await put('one', '1');
    const object = await store.open('one');
    const signal = AbortSignal.abort();
    await assert.rejects(store.list('', signal), { name: 'AbortError' });
    await assert.rejects(store.stat('one', signal), { name: 'AbortError' });
    await assert.rejects(store.open('one', signal), { name: 'AbortError' });
    await assert.rejects(object.read(0, 1, signal), { name: 'AbortError' });
    await object.close();
  });
}
