import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';

import { SimulationFolder, writeSimulation } from '../../../shared/simulator/writeSimulation';
import type { SimulationOptions } from '../../../shared/simulator/options';
import { createStores } from '../../../shared/storage/createStores';
import { openDestination } from '../../../shared/storage/openDestination';
import { hasCode } from '../../support/hasCode';
import { simulateInMemory } from '../../support/simulated';
import { withTemporaryFolder } from '../../support/temporaryFolder';

const small: SimulationOptions = { days: 2, rows: 20, matchables: 4, historyDays: 2 };

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter(entry => entry.isFile())
    .map(entry => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}

test('the folder holds the simulated files, and says where they come from', () =>
  withTemporaryFolder(async folder => {
    const root = path.join(folder, 'new folder', 'ünter');
    await writeSimulation(root, small);
    const { files } = await simulateInMemory(small);
    for (const [name, bytes] of files) {
      assert.deepEqual(await readFile(path.join(root, name)), Buffer.from(bytes), name);
    }
    const others = (await filesBelow(root)).filter(name => !files.has(name));
    assert.deepEqual(others, ['simulation-files.txt', 'simulation.json']);
  }));

test('discovery finds every manifest of it', () =>
  withTemporaryFolder(async folder => {
    const { manifests: made } = await writeSimulation(folder, { ...small, subscriptions: 2 });
    const { manifests } = await openDestination(createStores(), folder);
    assert.deepEqual(
      manifests.map(each => `${each.subscription}/${each.application}`).sort(),
      made.map(each => `${each.subscription}/${each.application}`).sort(),
    );
    assert.equal(made.length, 8);
  }));

test('a later simulation replaces an earlier one, and leaves what is not its own', () =>
  withTemporaryFolder(async folder => {
    await writeSimulation(folder, small);
    await writeFile(path.join(folder, 'datasync', 'counter.json'), '{}');
    await writeSimulation(folder, { ...small, seed: 2, families: ['accounts'] });
    const left = await filesBelow(folder);
    assert.ok(left.includes(path.join('datasync', 'counter.json')));
    assert.ok(!left.some(name => name.includes('allevents')));
    await writeSimulation(folder, small);
    assert.ok((await filesBelow(folder)).some(name => name.includes('allevents')));
  }));

test('a folder with something else in it is refused and stays as it is', () =>
  withTemporaryFolder(async folder => {
    await writeFile(path.join(folder, 'precious.txt'), 'mine');
    await assert.rejects(
      writeSimulation(folder, small),
      hasCode('simulator.folder-not-empty', /precious\.txt/),
    );
    assert.deepEqual(await filesBelow(folder), ['precious.txt']);
  }));

test('a file in the way is not overwritten', () =>
  withTemporaryFolder(async folder => {
    const target = path.join(folder, 'datasync/9007199254740993/account/exportmanifest.json');
    const only: SimulationOptions = { ...small, families: ['accounts'] };
    const destination = await SimulationFolder.create(folder, only);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, 'mine');
    await assert.rejects(destination.advanceTo(), hasCode('simulator.folder-not-empty', /Move it/));
    assert.equal(await readFile(target, 'utf8'), 'mine');
  }));

test('a list of files that was tampered with removes nothing outside the folder', () =>
  withTemporaryFolder(async folder => {
    const root = path.join(folder, 'root');
    await writeSimulation(root, small);
    await writeFile(path.join(folder, 'precious.txt'), 'mine');
    await writeFile(path.join(root, 'simulation-files.txt'), '../precious.txt\n/etc/hostname\n');
    await assert.rejects(writeSimulation(root, small), hasCode('simulator.folder-not-empty'));
    assert.equal(await readFile(path.join(folder, 'precious.txt'), 'utf8'), 'mine');
  }));

test('a cancelled simulation is known as one and can be made again', () =>
  withTemporaryFolder(async folder => {
    const abort = new AbortController();
    const destination = await SimulationFolder.create(folder, small);
    setImmediate(() => abort.abort());
    await assert.rejects(destination.advanceTo(undefined, abort.signal), { name: 'AbortError' });
    const { files } = await writeSimulation(folder, small);
    assert.equal((await filesBelow(path.join(folder, 'datasync'))).length, files);
  }));

test('a folder that cannot be made is one clear error', () =>
  withTemporaryFolder(async folder => {
    await writeFile(path.join(folder, 'file'), '');
    await symlink('loop', path.join(folder, 'loop'));
    for (const name of ['file/below', 'loop/below']) {
      await assert.rejects(
        writeSimulation(path.join(folder, name), small),
        hasCode('simulator.write-failed', /cannot write to/),
      );
    }
  }));

test('options that cannot be are refused before anything is written', () =>
  withTemporaryFolder(async folder => {
    const wrong: SimulationOptions[] = [
      { days: 0 },
      { rows: -1 },
      { rows: 1.5 },
      { capBytes: 10 },
      { until: '2024-02-30' },
      { days: 40_000 },
    ];
    for (const options of wrong) {
      await assert.rejects(
        writeSimulation(folder, options),
        hasCode('simulator.bad-option', /allowed/),
        JSON.stringify(options),
      );
    }
    assert.deepEqual(await readdir(folder), []);
  }));
