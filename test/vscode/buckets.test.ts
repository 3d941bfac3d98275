// Buckets in the real VS Code, on servers of their protocols: added by clicks, walked, read, checked, synced, asked.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after } from 'node:test';

import { BucketDialogs } from '../support/bucketDialogs';
import { fillClouds, objectsOf, type FilledClouds } from '../support/filledClouds';
import { keepsRanges } from '../support/keptRanges';
import { picture, pictureNow } from '../support/pictures';
import { PreviewPage } from '../support/previewPage';
import { QueryPage } from '../support/queryPage';
import { sampleForAllTests } from '../support/sampleDestination';
import { assertSecretsUnseen } from '../support/secretScan';
import { sharedWorkbench } from '../support/sharedWorkbench';
import { folderSetting, lens, line, makeLarge, notification, tab } from '../support/syncing';
import { withTemporaryFolder } from '../support/temporaryFolder';
import { testWithTools } from '../support/tools';
import { TreeView } from '../support/treeView';
import type { Workbench } from '../support/workbench';

const tools = ['vscode', 'chromium', 'ceph', 'azurite'] as const;
let filled: FilledClouds | undefined;
const sample = sampleForAllTests(async () => {
  filled = await fillClouds(sample.destination);
  await withTemporaryFolder(async folder => {
    await makeLarge(folder, 1);
    for (const [key, bytes] of await objectsOf(folder)) {
      await filled?.bucket.put(key.replace('acme/', 'large/'), bytes);
    }
  });
});

const inWorkbench = sharedWorkbench(() => ({ environment: environment() }));

after(() => filled?.stop());

testWithTools(tools, 'a bucket is added by its key, read, checked, synced and asked', async () => {
  const { ceph, bucket } = clouds();
  const url = `s3://${bucket.name}/acme`;
  await withDatabase(async workbench => {
    const { page } = workbench;
    const tree = new TreeView(page);
    await tree.open();
    await tree.pane.getByRole('button', { name: 'Add a bucket', exact: true }).click();
    await answerWrongFirst(workbench, url);
    await tree.row(`acme${url}`).locator('.codicon-cloud').waitFor();
    await tree.expand('Acme Web');
    await tree.expand(/^Exports/);
    await tree.expand('#418');
    await tree.expand('Fri 21 Jun');
    await tree.expand('Pages (');
    await tree.row(/: /).waitFor();
    await picture(workbench, 'tree-bucket', tree.pane);
    await readManifest(workbench, tree);
    await syncAndAsk(workbench, tree);
    await assertSecretsUnseen(workbench);
    assert.deepEqual(await destinationsOf(workbench), [
      {
        ...{ url, name: 'acme' },
        access: { method: 'keys', endpoint: ceph.endpoint, pathStyle: true },
      },
    ]);
  });
});

testWithTools(
  tools,
  'a key outlives the window, is changed, and goes with its bucket',
  async () => {
    const { ceph, bucket } = clouds();
    const url = `s3://${bucket.name}/large`;
    const { owner, endpoint } = ceph;
    await withDatabase(async workbench => {
      const { page, runCommand, setMachineSettings } = workbench;
      const tree = new TreeView(page);
      const dialogs = new BucketDialogs(page);
      await tree.open();
      await runCommand('Data Sync: Add a Bucket…');
      await dialogs.type('Add a bucket', url);
      await dialogs.useKeys(url, endpoint, owner);
      await tree.row('Large1 to sync').waitFor();
      await reload(workbench, tree);
      await tree.row('Large1 to sync').waitFor();

      const other = await ceph.createUser();
      await bucket.allow(other.name, ['s3:GetObject', 's3:ListBucket']);
      await tree.choose(/^large/, 'Change Access…');
      await dialogs.typeKeys(url, other);
      await tree.row('Large1 to sync').waitFor();
      await previewLarge(workbench, tree);

      const [removed] = await destinationsOf(workbench);
      await tree.choose(/^large/, 'Remove from the List');
      await tree.row('large').waitFor({ state: 'detached' });
      // Whoever writes the same into the settings has no key any more.
      await setMachineSettings({ 'pendoDataSync.destinations': [removed] });
      await reload(workbench, tree);
      await tree.row('Not signed in').waitFor();
      assert.ok(await keepsRanges(workbench));
      await assertSecretsUnseen(workbench);
    });
  },
);

testWithTools(
  tools,
  'Google’s and Azure’s own chains open buckets without a question',
  async () => {
    const [, gcs, azure] = clouds().clouds;
    assert.ok(gcs && azure);
    await withDatabase(async workbench => {
      const tree = new TreeView(workbench.page);
      const dialogs = new BucketDialogs(workbench.page);
      await tree.open();
      for (const { url } of [gcs, azure]) {
        await workbench.runCommand('Data Sync: Add a Bucket…');
        await dialogs.type('Add a bucket', url);
        await dialogs.choose(`How is ${url} opened?`, 'Credentials');
        await tree.expand(`acme${url}`);
        await tree.row('Acme Web7 to sync').waitFor();
        await tree.collapse(`acme${url}`);
      }
    });
  },
);

function clouds(): FilledClouds {
  assert.ok(filled);
  return filled;
}

/** What is wrong is said where it is typed; a wrong key is said when it was tried. */
async function answerWrongFirst(workbench: Workbench, url: string): Promise<void> {
  const { page } = workbench;
  const { owner, endpoint } = clouds().ceph;
  const dialogs = new BucketDialogs(page);
  await dialogs.typeWrong('Add a bucket', '/data/acme', 'Begin with s3://, gs:// or az://');
  await dialogs.typeWrong('Add a bucket', 's3://', "'s3://' names no bucket: write s3://bucket/");
  await dialogs.type('Add a bucket', url);
  await dialogs.choose(`How is ${url} opened?`, 'Another service…');
  await dialogs.typeWrong('URL of the service', 'minio:9000', 'It begins with http:// or https');
  const withKey = endpoint.replace('://', `://me:${owner.secretAccessKey}@`);
  await dialogs.typeWrong('URL of the service', withKey, 'Leave out user, password and signature');
  await dialogs.type('URL of the service', endpoint);
  await dialogs.asks(`How is ${url} opened?`);
  await pictureNow(workbench, 'bucket-access');
  await dialogs.typeKeys(url, { ...owner, secretAccessKey: 'not-the-key-of-this-user' });
  const failed = await notification(workbench, `${url} could not be opened`);
  await failed.getByText('The secret does not belong to the access key').waitFor();
  await failed.getByRole('button', { name: 'Why?' }).click();
  await page.locator('.tab', { hasText: 'Access' }).waitFor();
  const again = await notification(workbench, `${url} could not be opened`);
  await again.getByRole('button', { name: 'Change access…' }).click();
  await dialogs.typeKeys(url, owner);
}

/** The manifest is a document with all that one of this machine has; its links lead into the bucket. */
async function readManifest({ page }: Workbench, tree: TreeView): Promise<void> {
  await tree.choose('Acme Web', 'Open Export Manifest');
  await page.locator('.tab', { hasText: 'exportmanifest.json' }).waitFor();
  await lens(page, 'Preview allevents').waitFor();
  await page.locator('[id="status.problems"]', { hasText: /[1-9]/ }).waitFor();
  const link = page.locator('.detected-link', { hasText: 'allevents' }).first();
  await link.waitFor();
  const box = await link.boundingBox();
  assert.ok(box);
  // Under a pointer with this key the line is drawn anew, so that a click on its element never ends.
  await page.keyboard.down('Control');
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.keyboard.up('Control');
  await page.locator('.tab', { hasText: 'allevents' }).waitFor();
  await new PreviewPage(page).footer('rows 1–17 of 17');
}

async function syncAndAsk(workbench: Workbench, tree: TreeView): Promise<void> {
  const { page } = workbench;
  await tree.choose('Acme Web', 'Plan');
  await tab(page, 'plan').waitFor();
  await lens(page, /Apply: \d+ slices/).click();
  await tree.row('Acme Web✓ synced').waitFor();
  await new QueryPage(workbench).footer(/rows 1–\d+ of \d+ · \d+ ms/);
  const told = await notification(workbench, /is synced: \d+ slices, \d+ rows in, 0 rows out/);
  await told.getByRole('button', { name: 'Show report' }).click();
  await line(page, /^Acme.Web.is.synced/).waitFor();
}

/** 30 MB are shown after a few, with the count of their manifest, and counted when that is wanted. */
async function previewLarge(workbench: Workbench, tree: TreeView): Promise<void> {
  await tree.expand(/^Large/);
  await tree.expand(/^Exports/);
  await tree.expand(/^#7/);
  await tree.expand(/^Sat 1 Jun/);
  await tree.row('allevents').click();
  const preview = new PreviewPage(workbench.page);
  await preview.footer('of about 1.0 million');
  const count = preview.frame.getByRole('button', { name: /Count exactly \(reads about .+\)/ });
  await count.waitFor();
  await picture(workbench, 'preview-bucket', preview.editor);
  await preview.jump('73%');
  await preview.footer(/rows ≈ 7\d\d,\d+/);
  await count.click();
  await preview.footer(/of 1,000,000/);
}

async function destinationsOf({ data }: Workbench): Promise<readonly unknown[]> {
  const text = await readFile(path.join(data, 'data/Machine/settings.json'), 'utf8');
  const settings = JSON.parse(text) as Record<string, readonly unknown[]>;
  return settings['pendoDataSync.destinations'] ?? [];
}

async function reload({ page, runCommand }: Workbench, tree: TreeView): Promise<void> {
  const loaded = page.waitForEvent('load');
  await runCommand('Developer: Reload Window');
  await loaded;
  await tree.reopen();
}

async function withDatabase(body: (workbench: Workbench) => Promise<void>): Promise<void> {
  await withTemporaryFolder(database =>
    inWorkbench(async workbench => {
      await workbench.setMachineSettings({ [folderSetting]: database });
      await body(workbench);
    }),
  );
}

/** What Google's and Azure's own chains read. */
function environment(): Readonly<Record<string, string>> {
  const [, gcs, azure] = clouds().clouds;
  // The extension host needs a home of its own.
  const { HOME, ...others } = { ...gcs?.env, ...azure?.env };
  assert.ok(HOME);
  return others;
}
