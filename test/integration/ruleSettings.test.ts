import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { withTemporaryFolder } from '../support/temporaryFolder';
import { validate, validateJson } from '../support/validating';

test('the nearest settings file, from the folder of a manifest upwards, decides the levels', () =>
  withFolders(async folder => {
    await writeSettings(folder, { 'manifest.counter-zero': 'error' });
    await writeSettings(path.join(folder, 'b'), { 'manifest.counter-zero': 'off' });
    const { code, findings } = await validateJson(folder);
    const levels = findings
      .filter(finding => finding.code === 'manifest.counter-zero')
      .map(({ file, level }) => [path.relative(folder, path.resolve(folder, file)), level]);
    assert.deepEqual(levels, [[path.join('a', 'exportmanifest.json'), 'error']]);
    assert.equal(code, 1);
  }));

test('wrong settings are one clear error', () =>
  withFolders(async folder => {
    await writeSettings(folder, { 'manifest.counter-nought': 'off' });
    const { code, stderr } = await validate(['.'], folder);
    assert.equal(code, 1);
    assert.match(
      stderr,
      /^error manifest.bad-settings: .*\.pendo-data-sync\.json:1:11: there is no rule/,
    );
  }));

/** Two folders, each with a manifest whose counter is 0. */
function withFolders(body: (folder: string) => Promise<void>): Promise<void> {
  return withTemporaryFolder(async folder => {
    for (const name of ['a', 'b']) {
      await mkdir(path.join(folder, name));
      const location = path.join(folder, name, 'exportmanifest.json');
      await writeFile(location, '{"exports": [{"counter": 0, "rootUrl": "gs://b/x"}]}');
    }
    await body(folder);
  });
}

async function writeSettings(folder: string, rules: object): Promise<void> {
  await writeFile(path.join(folder, '.pendo-data-sync.json'), JSON.stringify({ rules }));
}
