import assert from 'node:assert/strict';
import { appendFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { createWorkspaceFiles } from '../../../server/workspaceFiles';
import { containerBytes } from '../../../shared/avro/writeContainer';
import { ruleSettingsFile } from '../../../shared/manifest/ruleSettings';
import { writeOldFiles } from '../../support/oldFiles';
import { withTemporaryFolder } from '../../support/temporaryFolder';

const schema = {
  type: 'record',
  name: 'Page',
  fields: [
    { name: 'pageId', type: 'string' },
    { name: 'name', type: 'string' },
  ],
};
const manifestText = '{"exports": [{"rootUrl": "gs://b/datasync/1/2/aa"}]}';
const exports = [
  {
    exportId: 'aa',
    counter: 1,
    files: { Page: ['allpages.avro'], Feature: [], TrackType: [] },
  },
];
const listed = [{ exportId: 'aa', path: 'allpages.avro', question: 'Page' }] as const;

test('after one file was saved all others are the same objects as before', () =>
  withDestination(async folder => {
    const files = createWorkspaceFiles();
    const readAll = async () => ({
      levels: await files.readLevels(folder),
      exports: await files.readExportFiles(folder, ['aa', 'bb']),
      names: await files.readNames(folder, exports),
    });
    const before = await readAll();
    assert.equal(before.names.get('Page/ä')?.name, 'Ähre');
    const manifest = path.join(folder, 'exportmanifest.json');
    await writeFile(manifest, ` ${manifestText}`);
    files.forget([manifest]);
    const after = await readAll();
    assert.equal(after.levels, before.levels);
    assert.equal(after.exports, before.exports);
    assert.equal(after.names, before.names);
  }));

test('files that were indexed are known, until one changes', () =>
  withDestination(async folder => {
    const files = createWorkspaceFiles();
    const facts = async () =>
      files.avro.known({ folder, files: await files.readExportFiles(folder, ['aa', 'bb']) });
    assert.equal((await facts()).avroFile, undefined);
    await files.indexFiles(folder, listed, () => undefined);
    assert.equal((await facts()).avroFile?.('aa', 'allpages.avro')?.kind, 'read');
    const location = path.join(folder, 'aa/allpages.avro');
    await appendFile(location, 'x');
    files.forget([location]);
    assert.equal((await facts()).avroFile?.('aa', 'allpages.avro'), undefined);
    await files.indexFiles(folder, listed, () => undefined);
    assert.equal((await facts()).avroFile?.('aa', 'allpages.avro')?.kind, 'damaged');
  }));

async function withDestination(body: (folder: string) => Promise<void>): Promise<void> {
  await withTemporaryFolder(async folder => {
    await writeOldFiles(folder, {
      'exportmanifest.json': manifestText,
      [ruleSettingsFile]: '{"rules": {}}',
      'aa/allpages.avro': containerBytes({ schema }, [{ pageId: 'ä', name: 'Ähre' }]),
      'bb/allpages.avro': containerBytes({ schema }, []),
    });
    await body(folder);
  });
}
