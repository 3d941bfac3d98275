// From a bucket to a folder, by the tree's menu; and what a look at a bucket costs.
import assert from 'node:assert/strict';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { after } from 'node:test';
import type { Page } from 'playwright-core';

import { ExportsPage } from '../support/exportsPage';
import { withFaultProxy, type FaultProxy } from '../support/faultProxy';
import { objectsOf } from '../support/filledClouds';
import { withGcsServer, type GcsServer } from '../support/gcsServer';
import { holdOpen, type HeldOpen } from '../support/holdOpen';
import { keepsRanges } from '../support/keptRanges';
import { pictureNow } from '../support/pictures';
import {
  applicationFolder,
  sampleApplication,
  sampleForAllTests,
  sampleSubscription,
} from '../support/sampleDestination';
import { sharedWorkbench } from '../support/sharedWorkbench';
import { notification } from '../support/syncing';
import { withTemporaryFolder } from '../support/temporaryFolder';
import { testWithTools } from '../support/tools';
import { TreeView } from '../support/treeView';
import type { Workbench } from '../support/workbench';

let served: HeldOpen<Served> | undefined;
const sample = sampleForAllTests(async () => {
  served = await holdOpen(withServer);
});
const tools = ['vscode', 'chromium'] as const;
const inWorkbench = sharedWorkbench(() => ({
  environment: { STORAGE_EMULATOR_HOST: `http://127.0.0.1:${serving().value.proxy.port}` },
}));
const subscription = `datasync/${sampleSubscription}`;
const application = `${subscription}/${sampleApplication}`;

after(() => served?.close());

testWithTools(
  tools,
  'an export, a day and a file are downloaded, each with what it needs',
  async () => {
    await withBucket('downloaded', async ({ workbench, tree, target }) => {
      await tree.expand(/^Exports/);
      await tree.expand('#418');
      await tree.expand('Fri 21 Jun');
      await tree.expand('Features (');
      await tree.row(/: /).waitFor();

      await downloadTo(workbench, tree, 'allevents', target('file'));
      const file = await notification(workbench, /Acme Web allevents is in .*file: 2 files copied/);
      await file.getByRole('button', { name: 'Add to the list' }).click();
      await tree.row(/^file/).waitFor();
      assert.deepEqual(await kindsIn(target('file')), ['allevents', 'billofmaterials']);

      await downloadTo(workbench, tree, 'Fri 21 Jun', target('day'));
      await notification(workbench, /Acme Web Fri 21 Jun is in .*day: \d+ files copied/);
      const days = (await kindsIn(target('day'))).filter(name => name.startsWith('allevents'));
      assert.deepEqual(days, ['allevents']);
      assert.ok((await kindsIn(target('day'))).includes('allpages'));

      await downloadTo(workbench, tree, '#418', target('export'));
      await notification(workbench, /Acme Web #418 is in .*export: \d+ files copied \(\d+ kB\)/);
      await assertCopied(target('export'));
      await downloadTo(workbench, tree, '#418', target('export'));
      await notification(workbench, /nothing to copy, \d+ files there already/);
      assert.ok(!(await keepsRanges(workbench)));
    });
  },
);

testWithTools(tools, 'the table of a bucket is said to be read, and downloads', async () => {
  await withBucket('table', async ({ workbench, target, proxy }) => {
    const { page, setTheme } = workbench;
    const exports = new ExportsPage(workbench);
    for (const theme of ['light', 'dark'] as const) {
      await setTheme(theme);
      proxy.delay = 3000;
      await exports.open();
      await exports.message('Reading the manifests').waitFor();
      await pictureNow(workbench, 'exports-loading', exports.part);
      proxy.delay = 0;
      await exports.footer(/exports 1–\d+ of 24/);
      if (theme === 'light') await workbench.runCommand('View: Close All Editors');
    }
    await exports.look('Acme Web #418');
    await exports.choose('Download…');
    await chooseFolder(page, target('table'));
    await notification(workbench, /Acme Web #418 is in .*table: \d+ files copied/);
    await assertCopied(target('table'));
  });
});

testWithTools(tools, 'a download says how far it is, is cancelled, and goes on', async () => {
  await withBucket('cancelled', async ({ workbench, tree, target, proxy }) => {
    const { page, runCommand } = workbench;
    proxy.delay = 200;
    await downloadTo(workbench, tree, 'Acme Web', target('slow'));
    await runCommand('Notifications: Show Notifications');
    const progress = page.locator('.notification-list-item', { hasText: /\d+ of \d+ files · / });
    await progress.first().waitFor();
    await progress.first().getByRole('button', { name: 'Cancel' }).click();
    const cancelled = await notification(workbench, 'Download of Acme Web cancelled');
    proxy.delay = 0;
    await cancelled.getByRole('button', { name: 'Resume' }).click();
    await notification(workbench, /Acme Web is in .*slow: \d+ files copied .*, \d+ files there/);
  });
});

testWithTools(tools, 'a look at a bucket costs one small request for each manifest', async () => {
  await withBucket('looked-at', async ({ workbench: { page }, tree, server }) => {
    const applications = (await readdir(path.join(sample.destination, subscription))).sort();
    const explorer = page.locator('.activitybar .action-label[aria-label^="Explorer"]');
    const asked = () => server.requests.filter(({ key }) => key.startsWith('looked-at/'));
    /** Until nothing was asked for a second. */
    const quiet = async () => {
      for (let before = -1; before < server.requests.length; await page.waitForTimeout(1000)) {
        before = server.requests.length;
      }
    };
    const look = async () => {
      await quiet();
      const start = asked().length;
      await explorer.click();
      await tree.pane.waitFor({ state: 'hidden' });
      await tree.reopen();
      return start;
    };
    for (const last of [/^Accounts\d+ to sync/, /^Visitors\d+ to sync/]) {
      await tree.row(last).waitFor();
    }
    const first = await look();
    for (let tries = 0; asked().length === first && tries < 600; tries++) {
      await page.waitForTimeout(100);
    }
    await quiet();
    server.put(`looked-at/${application}/exportmanifest.json`, await withoutNewest());
    const second = await look();
    await tree.row('Acme Web6 to sync').waitFor();
    const unchanged = asked().slice(first, second);
    assert.deepEqual(
      unchanged.map(({ call, key }) => `${call} ${key}`).sort(),
      applications.map(id => `get looked-at/${subscription}/${id}/exportmanifest.json`),
    );
    const changed = asked().slice(second);
    assert.ok(!changed.some(({ call }) => call === 'list'));
    const read = changed.flatMap(({ call, key }) => (call === 'media' ? [key] : []));
    assert.deepEqual(new Set(read), new Set([`looked-at/${application}/exportmanifest.json`]));
  });
});

interface BucketWorkbench {
  readonly workbench: Workbench;
  readonly tree: TreeView;
  readonly server: GcsServer;
  /** On the way to the server. */
  readonly proxy: FaultProxy;
  /** A folder to download to. */
  readonly target: (name: string) => string;
}

interface Served {
  readonly server: GcsServer;
  readonly proxy: FaultProxy;
}

/** Runs `body` with the sample in a bucket. */
async function withServer(body: (served: Served) => Promise<void>): Promise<void> {
  await withGcsServer(async server => {
    server.grant(undefined, { list: true, get: true });
    await withFaultProxy(server.port, proxy => body({ server, proxy }));
  });
}

/**
 * Runs `body` with a folder of that bucket in the list, and its first application open in the tree. Each test has a
 * folder of its own: the rows of another one are not taken for its own, nor requests that come late.
 */
async function withBucket(
  root: string,
  body: (parts: BucketWorkbench) => Promise<void>,
): Promise<void> {
  const { server, proxy } = serving().value;
  for (const [key, bytes] of await objectsOf(sample.destination)) {
    server.put(key.replace('acme/', `${root}/`), bytes);
  }
  await withTemporaryFolder(targets =>
    inWorkbench(async workbench => {
      const url = `gs://${server.bucket}/${root}`;
      await workbench.setMachineSettings({
        'pendoDataSync.destinations': [{ url, name: 'Acme in Google' }],
        'pendoDataSync.bucketMinutes': 0,
        'pendoDataSync.cacheSize': 0,
      });
      const tree = new TreeView(workbench.page);
      await tree.open();
      await tree.expand('Acme Web');
      const target = (name: string) => path.join(targets, name);
      await body({ workbench, tree, server, proxy, target });
    }),
  );
}

function serving(): HeldOpen<Served> {
  assert.ok(served);
  return served;
}

async function downloadTo(
  { page }: Workbench,
  tree: TreeView,
  row: string,
  target: string,
): Promise<void> {
  await tree.choose(row, 'Download…');
  await chooseFolder(page, target);
}

/** Answers where to. */
async function chooseFolder(page: Page, target: string): Promise<void> {
  await mkdir(target, { recursive: true });
  const dialog = page.locator('.quick-input-widget', { hasText: 'Folder to download' });
  await dialog.waitFor();
  // It writes the folder that it begins with, which may be an empty one.
  await page.waitForFunction(`document.querySelector('.quick-input-widget input')?.value !== ''`);
  await dialog.locator('input').first().fill(target);
  await dialog.getByRole('button', { name: 'Download' }).click();
}

/** What the files of the application are called, without their dates and ids. */
async function kindsIn(target: string): Promise<readonly string[]> {
  const files = await readdir(path.join(target, application), { recursive: true });
  const names = files.map(file => path.basename(file)).filter(name => name.includes('.'));
  const kinds = names.map(name => name.replace(/[-.].*$/, ''));
  return kinds.filter(kind => kind !== 'exportmanifest').sort();
}

/** Byte for byte. */
async function assertCopied(target: string): Promise<void> {
  const own = path.join(target, application);
  const files = await readdir(own, { recursive: true, withFileTypes: true });
  const copied = files.filter(file => file.isFile() && file.name !== 'exportmanifest.json');
  for (const { parentPath, name } of copied) {
    const below = path.relative(own, path.join(parentPath, name));
    const [bytes, first] = await Promise.all([
      readFile(path.join(own, below)),
      readFile(path.join(applicationFolder(sample.destination), below)),
    ]);
    assert.ok(bytes.equals(first), below);
  }
  assert.ok(copied.length > 10);
}

async function withoutNewest(): Promise<string> {
  const file = path.join(applicationFolder(sample.destination), 'exportmanifest.json');
  const manifest = JSON.parse(await readFile(file, 'utf8')) as {
    exports: { readonly counter: number }[];
  };
  manifest.exports.sort((a, b) => a.counter - b.counter).pop();
  return JSON.stringify(manifest);
}
