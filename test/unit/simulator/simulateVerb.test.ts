import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import Ajv from 'ajv';

import { runCommand } from '../../../cli/runCommand';
import { simulateVerb } from '../../../cli/verbs/simulate';
import { memoryContext } from '../../support/memoryContext';
import { withTemporaryFolder } from '../../support/temporaryFolder';

async function run(cwd: string, ...words: string[]) {
  const context = memoryContext({ cwd });
  const code = await runCommand(['simulate', ...words], [simulateVerb], context);
  return { code, ...context.text() };
}

const few = ['--days', '2', '--rows', '20', '--matchables', '4'];

test('it says what was made and how to go on', () =>
  withTemporaryFolder(async folder => {
    const { code, stdout, stderr } = await run(folder, 'my sample', ...few);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^Made 10 exports: \d+ files, [\d,]+ rows, \d+ kB in /);
    assert.match(stdout, /^9007199254740993 {2}-323232 +3 {2}412\.\.414$/m);
    assert.match(stdout, /sync 'my sample' --db \.\/db\n$/);
    assert.ok((await readdir(path.join(folder, 'my sample'))).includes('datasync'));
  }));

test('its JSON answer is as its schema says', () =>
  withTemporaryFolder(async folder => {
    const faults = ['--fault', 'gap', '--fault', 'missing-file:2'];
    const { code, stdout } = await run(folder, 'out', ...few, ...faults, '--json');
    assert.equal(code, 0);
    const file = path.join(__dirname, '../../../../schemas/cli/simulate.json');
    const validate = new Ajv().compile(JSON.parse(await readFile(file, 'utf8')) as object);
    const answer: unknown = JSON.parse(stdout);
    assert.ok(validate(answer), JSON.stringify(validate.errors));
  }));

test('a folder of the user is refused with exit code 1', () =>
  withTemporaryFolder(async folder => {
    await writeFile(path.join(folder, 'precious.txt'), 'mine');
    const { code, stderr } = await run(folder, '.', ...few);
    assert.equal(code, 1);
    assert.match(stderr, /simulator\.folder-not-empty.*precious\.txt/);
  }));

for (const words of [
  ['--cap', 'much'],
  ['--cap', '1k'],
  ['--codec', 'lzo'],
  ['--fault', 'hole'],
  ['--until', 'tomorrow'],
  ['--days', '0'],
]) {
  test(`${words.join(' ')} is a wrong argument`, () =>
    withTemporaryFolder(async folder => {
      const { code, stderr } = await run(folder, 'out', ...words);
      assert.equal(code, 2);
      assert.match(stderr, /cli\.usage.*allowed/);
      assert.deepEqual(await readdir(folder), []);
    }));
}

test('a cap with a suffix holds for every file', () =>
  withTemporaryFolder(async folder => {
    await run(folder, 'out', '--days', '1', '--rows', '200', '--cap', '20k', '--codec', 'null');
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const avro = entries.filter(entry => entry.name.endsWith('.avro'));
    assert.ok(avro.some(entry => /allevents.*-001\.avro$/.test(entry.name)));
    for (const entry of avro) {
      const { length } = await readFile(path.join(entry.parentPath, entry.name));
      assert.ok(length <= 20_000, entry.name);
    }
  }));
