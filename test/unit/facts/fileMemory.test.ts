import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { mock, test } from 'node:test';
import { FileMemory } from '../../../shared/facts/fileMemory';
import { withTemporaryFolder } from '../../support/temporaryFolder';

test('a file is read once, and again when it changed', () =>
  withTemporaryFolder(async folder => {
    const location = path.join(folder, 'é.json');
    await writeFile(location, 'one');
    const read = mock.fn(async (file: string, part: string) => ({
      text: `${part} of ${await readFile(file, 'utf8')}`,
    }));
    const memory = new FileMemory(2, read);
    const [before, same] = await Promise.all([
      memory.get(location, 'all'),
      memory.get(location, 'all'),
    ]);
    assert.equal(before, same);
    memory.lookAgain();
    assert.equal(await memory.get(location, 'all'), before);
    assert.equal(read.mock.callCount(), 1);
    await writeFile(location, 'other');
    memory.lookAgain();
    assert.equal((await memory.get(location, 'all')).text, 'all of other');
    assert.equal(read.mock.callCount(), 2);
    assert.equal((await memory.get(location, 'half')).text, 'half of other');
  }));

test('a file that is not there is asked for again', () =>
  withTemporaryFolder(async folder => {
    const location = path.join(folder, 'one');
    const memory = new FileMemory(2, file => readFile(file, 'utf8'));
    await assert.rejects(memory.get(location, 'all'), { code: 'ENOENT' });
    await writeFile(location, 'one');
    assert.equal(await memory.get(location, 'all'), 'one');
    await rm(location);
    memory.lookAgain();
    await assert.rejects(memory.get(location, 'all'), { code: 'ENOENT' });
  }));
