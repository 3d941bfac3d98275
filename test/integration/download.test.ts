// What `download` copies is a destination like the one it comes from, as far as it goes.
import assert from 'node:assert/strict';
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';

import { requireAnswer } from '../support/answerSchemas';
import { runCli } from '../support/runCli';
import {
  applicationFolder,
  newestAllEvents,
  sampleApplication,
  sampleForAllTests,
} from '../support/sampleDestination';

const { folder, destination } = sampleForAllTests();

interface Answer {
  readonly files: number;
  readonly there: number;
  readonly missing: readonly string[];
}

async function download(to: string, ...options: string[]) {
  const copy = path.join(folder, to);
  const { code, stdout } = await runCli(['download', destination, copy, '--json', ...options]);
  return { code, copy, answer: requireAnswer('download', stdout) as Answer };
}

async function filesBelow(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter(entry => entry.isFile());
  return files
    .map(({ parentPath, name }) => path.relative(root, path.join(parentPath, name)))
    .sort();
}

async function countersIn(copy: string): Promise<readonly number[]> {
  const text = await readFile(path.join(applicationFolder(copy), 'exportmanifest.json'), 'utf8');
  const { exports } = JSON.parse(text) as { exports: readonly { readonly counter: number }[] };
  return exports.map(({ counter }) => counter);
}

test('a whole destination is copied byte for byte; a second time nothing is read', async () => {
  const { code, copy, answer } = await download('whole');
  assert.equal(code, 0);
  const names = await filesBelow(path.join(destination, 'datasync'));
  assert.deepEqual(await filesBelow(path.join(copy, 'datasync')), names);
  for (const name of names) {
    const [own, copied] = [destination, copy].map(root => path.join(root, 'datasync', name));
    assert.ok((await readFile(own ?? '')).equals(await readFile(copied ?? '')), name);
  }
  const again = await download('whole');
  assert.deepEqual(
    { ...again.answer, seconds: 0 },
    {
      ...{ files: 0, there: answer.files, bytes: 0, seconds: 0, missing: [], folder: copy },
    },
  );
});

test('one export alone is a sound destination, and grows by the next', async () => {
  const { counter } = await newestAllEvents(destination);
  const only = ['--application', sampleApplication, '--counter', String(counter)];
  const { copy } = await download('alone', ...only);
  assert.deepEqual(await countersIn(copy), [counter]);
  const { code, stdout } = await runCli(['sync', copy, '--db', path.join(folder, 'db')]);
  assert.equal(code, 0, stdout);
  const more = ['--application', sampleApplication, '--counter', String(counter - 1)];
  await download('alone', ...more);
  assert.deepEqual([...(await countersIn(copy))].sort(), [counter - 1, counter]);
});

test('of one slice only its files are copied, with the bill of materials', async () => {
  const { counter, file } = await newestAllEvents(destination);
  const options = ['--application', sampleApplication, '--counter', String(counter)];
  const { copy } = await download('slice', ...options, '--kind', 'allEvents');
  const files = await filesBelow(applicationFolder(copy));
  const kinds = files.map(name =>
    path
      .basename(name)
      .replace(/(-\d+)+/, '')
      .toLowerCase(),
  );
  assert.deepEqual(
    new Set(kinds),
    new Set(['allevents.avro', 'billofmaterials.json', 'exportmanifest.json']),
  );
  const own = path.relative(applicationFolder(destination), file);
  assert.ok(files.includes(own), own);
});

test('what a manifest lists and nobody has is named, and ends with 1', async () => {
  const { copy } = await download('from');
  const { file } = await newestAllEvents(copy);
  await rm(file);
  const { code, stderr } = await runCli(['download', copy, path.join(folder, 'holes')]);
  assert.equal(code, 1);
  const name = path.relative(copy, file).split(path.sep).join('/');
  assert.equal(stderr, `missing: ${name}\n`);
});
