import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { RuleSettingsFiles } from '../../../shared/facts/ruleSettingsFiles';
import { ruleSettingsFile } from '../../../shared/manifest/ruleSettings';
import { hasCode } from '../../support/hasCode';
import { withTemporaryFolder } from '../../support/temporaryFolder';

const gapOff = '{"rules": {"manifest.counter-gap": "off"}}';
const gapError = '{"rules": {"manifest.counter-gap": "error"}}';

test('the nearest settings file holds, the same object while it is the same', () =>
  withTemporaryFolder(async folder => {
    const inner = path.join(folder, 'a/b');
    await mkdir(inner, { recursive: true });
    await writeFile(path.join(folder, ruleSettingsFile), gapOff);
    const settings = new RuleSettingsFiles();
    const levels = await settings.read(inner);
    assert.deepEqual(levels, { 'manifest.counter-gap': 'off' });
    settings.lookAgain();
    assert.equal(await settings.read(inner), levels);
    assert.equal(await settings.read(folder), levels);
    await writeFile(path.join(folder, 'a', ruleSettingsFile), gapError);
    settings.lookAgain();
    assert.deepEqual(await settings.read(inner), { 'manifest.counter-gap': 'error' });
    await rm(path.join(folder, 'a', ruleSettingsFile));
    settings.lookAgain();
    assert.equal(await settings.read(inner), levels);
  }));

test('wrong settings are an error until they are right', () =>
  withTemporaryFolder(async folder => {
    const location = path.join(folder, ruleSettingsFile);
    await writeFile(location, '{"rules": 1}');
    const settings = new RuleSettingsFiles();
    await assert.rejects(settings.read(folder), hasCode('manifest.bad-settings'));
    await writeFile(location, gapOff);
    assert.deepEqual(await settings.read(folder), { 'manifest.counter-gap': 'off' });
  }));
