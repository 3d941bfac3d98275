// Buckets that cannot be opened: what the tree says, what it offers, and that the way out leads out.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after } from 'node:test';

import { azuriteAccount, sasOf, startAzurite } from '../support/azuriteServer';
import { BucketDialogs } from '../support/bucketDialogs';
import { startCeph, type Ceph, type CephBucket } from '../support/cephServer';
import { ExportsPage } from '../support/exportsPage';
import { objectsOf } from '../support/filledClouds';
import { picture, pictureNow } from '../support/pictures';
import { sampleForAllTests } from '../support/sampleDestination';
import { assertSecretsUnseen, assertSecretsUnseenOn } from '../support/secretScan';
import { sharedWorkbench } from '../support/sharedWorkbench';
import { notification } from '../support/syncing';
import { withTemporaryFolder } from '../support/temporaryFolder';
import { testWithTools } from '../support/tools';
import { TreeView } from '../support/treeView';
import { themeSettings, withWorkbench, type Workbench } from '../support/workbench';

const tools = ['vscode', 'chromium', 'ceph'] as const;
let ceph: Ceph | undefined;
let bucket: CephBucket | undefined;
const sample = sampleForAllTests(async () => {
  ceph = await startCeph();
  bucket = await ceph.createBucket();
  for (const [key, bytes] of await objectsOf(sample.destination)) await bucket.put(key, bytes);
});

const config = path.join(sample.folder, 'config');
const inWorkbench = sharedWorkbench({
  environment: { AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: `${config}-none` },
  settings: {
    ...themeSettings('light'),
    // Its text is in the page then.
    'terminal.integrated.gpuAcceleration': 'off',
  },
});

after(() => ceph?.stop());

testWithTools(
  tools,
  'who may not list is told which call was denied and what allows it',
  async () => {
    const { url, endpoint, server } = served();
    const reader = await server.ceph.createUser();
    const destinations = [{ url, name: 'Acme', access: keysAt(endpoint) }];
    await withDestinations(destinations, async workbench => {
      const { page } = workbench;
      const tree = new TreeView(page);
      const dialogs = new BucketDialogs(page);
      await tree.open();
      await tree.row('Not signed in').waitFor();
      await tree.row('Change access').click();
      await dialogs.asks(`How is ${url} opened?`);
      await pictureNow(workbench, 'bucket-access');
      await dialogs.typeKeys(url, temporary);
      const unknown = await notification(workbench, /could not be opened: .*It does not know/);
      await unknown.getByRole('button', { name: 'Change access…' }).click();
      await dialogs.typeKeys(url, reader);
      const failed = await notification(workbench, `${url} could not be opened: cannot list`);
      await failed.getByRole('button', { name: 'Keep it anyway' }).click();
      await tree.row('No permission').waitFor();
      await tree.row('Why did it fail?').click();
      const report = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
      await report.getByText('Refused call: s3:ListBucket (403 AccessDenied)').waitFor();
      await report.getByText('datasync/<subscription>/<application>').waitFor();
      await report.getByText('"Action": "s3:GetObject"').waitFor();
      await picture(workbench, 'tree-bucket-failed', tree.pane);
      await picture(workbench, 'bucket-failed', page.locator('.part.editor'));
      // The table has the same ways out.
      const exports = new ExportsPage(workbench);
      await exports.open();
      await exports.look('Acme');
      await exports.choose('Change access');
      await dialogs.asks(`How is ${url} opened?`);
      await page.keyboard.press('Escape');
      await exports.choose('Why did it fail?');
      await page.locator('.tab.active', { hasText: 'Access.md' }).waitFor();

      await server.bucket.allow(reader.name, ['s3:GetObject', 's3:ListBucket']);
      await tree.row('Try again').click();
      await tree.row('Acme Web7 to sync').waitFor();
    });
  },
);

testWithTools(
  tools,
  'a service that nobody reaches, and an order that is sent there, say so',
  async () => {
    const destinations = [
      {
        url: 's3://acme/exports',
        name: 'Acme',
        access: { ...keysAt('http://127.0.0.1:9'), method: 'anonymous' },
      },
    ];
    await withDestinations(destinations, async workbench => {
      const tree = new TreeView(workbench.page);
      await tree.open();
      await tree.row('Not reachable').waitFor();
      for (const way of [
        'Try again',
        'Change access',
        'Why did it fail?',
        'Remove from the list',
      ]) {
        await tree.row(way).waitFor();
      }
      await tree.row('Remove from the list').click();
      await tree.row('Acme').waitFor({ state: 'detached' });
    });
  },
);

testWithTools(tools, 'who has to sign in finds the command typed in a terminal', async () => {
  const { url, endpoint, server } = served();
  await writeFile(config, profile(signedOut));
  const access = { ...keysAt(endpoint), method: 'profile', profile: 'acme' };
  const destinations = [{ url, name: 'Acme', access }];
  await withDestinations(destinations, async workbench => {
    const { page } = workbench;
    const tree = new TreeView(page);
    const terminal = page.locator('.xterm-rows');
    await tree.open();
    await tree.row('Not signed in').waitFor();
    await tree.row('Sign in…').click();
    await terminal.filter({ hasText: /[#$%>].+aws.sso.login.--profile.acme/ }).waitFor();
    // Typed, not run: a machine without the program would say so.
    assert.doesNotMatch(await terminal.innerText(), /not found/);

    await tree.choose(/^Acme/, 'Change Access…');
    const dialogs = new BucketDialogs(page);
    await dialogs.choose(`How is ${url} opened?`, 'Profile…');
    await dialogs.choose('Profile of ~/.aws', 'acme');
    const failed = await notification(workbench, `${url} could not be opened`);
    await failed.getByRole('button', { name: 'Sign in…' }).click();
    const { accessKeyId, secretAccessKey } = server.ceph.owner;
    const keys = [`aws_access_key_id = ${accessKeyId}`];
    await writeFile(config, profile([...keys, `aws_secret_access_key = ${secretAccessKey}`]));
    const again = await notification(workbench, 'can be opened when you are signed in');
    await again.getByRole('button', { name: 'Try again' }).click();
    await tree.row('Acme Web7 to sync').waitFor();
  });
});

testWithTools(
  tools,
  'in Restricted Mode a bucket waits for trust, and is opened with it',
  async () => {
    const { url, endpoint, server } = served();
    await server.bucket.allow('*', ['s3:GetObject', 's3:ListBucket']);
    const access = { ...keysAt(endpoint), method: 'anonymous' };
    const machineSettings = { 'pendoDataSync.destinations': [{ url, name: 'Acme', access }] };
    await withTemporaryFolder(folder =>
      withWorkbench({ folder, machineSettings, trust: 'ask' }, async ({ page }) => {
        const tree = new TreeView(page);
        await tree.open();
        await tree.row('Waits for trust').waitFor();
        await tree.row('Manage trust').click();
        await page.getByRole('button', { name: 'Trust', exact: true }).click();
        await tree.row('Acme Web7 to sync').waitFor();
      }),
    );
  },
);

testWithTools(
  ['vscode', 'chromium', 'azurite'],
  'a signature that has expired is said to be, and another one is taken',
  async () => {
    const azurite = await startAzurite();
    try {
      const container = await azurite.createContainer();
      for (const [key, bytes] of await objectsOf(sample.destination)) {
        await container.getBlockBlobClient(key).upload(Buffer.from(bytes), bytes.length);
      }
      const url = `az://${azuriteAccount}/${container.containerName}/acme`;
      const expired = sasOf(container, { permissions: 'rl', expiresIn: -60_000 });
      const good = sasOf(container, { permissions: 'rl' });
      await withDestinations([], async workbench => {
        const tree = new TreeView(workbench.page);
        const dialogs = new BucketDialogs(workbench.page);
        await tree.open();
        await workbench.runCommand('Data Sync: Add a Bucket…');
        await dialogs.type('Add a bucket', url);
        await dialogs.choose(`How is ${url} opened?`, 'Another service…');
        await dialogs.type('URL of the service', azurite.endpoint);
        await dialogs.choose(`How is ${url} opened?`, 'SAS…');
        await dialogs.typeSecret('SAS, or a signed URL', expired);
        const failed = await notification(workbench, /could not be opened: .*it was good until/);
        await failed.getByRole('button', { name: 'Keep it anyway' }).click();
        await tree.row('Not signed in').waitFor();
        await tree.row('Change access').click();
        await dialogs.choose(`How is ${url} opened?`, 'SAS…');
        await dialogs.typeSecret('SAS, or a signed URL', `?${good}`);
        await tree.row('Acme Web7 to sync').waitFor();
        await assertSecretsUnseen(workbench);
        await showPasted(workbench, sasOf(container, { permissions: 'r' }));
      });
    } finally {
      await azurite.stop();
    }
  },
);

/** A signed URL that somebody wrote into the settings is shown without its signature, and kept so with the next change. */
async function showPasted(workbench: Workbench, sas: string): Promise<void> {
  const { page, setMachineSettings } = workbench;
  const tree = new TreeView(page);
  const url = `az://${azuriteAccount}/pasted`;
  await setMachineSettings({ 'pendoDataSync.destinations': [`${url}?${sas}`, 'ftp://other'] });
  // What names nothing that can be opened keeps no other row away.
  await tree.row('otherftp://other').waitFor();
  await tree.row(`pasted${url}`).hover();
  await page.locator('.monaco-hover', { hasText: url }).waitFor();
  await assertSecretsUnseenOn(page);
  await tree.choose(/^other/, 'Remove from the List');
  await tree.row(/^other/).waitFor({ state: 'detached' });
  await assertSecretsUnseen(workbench);
}

/** As AWS hands them out; Ceph's own do not begin so. */
const temporary = {
  accessKeyId: 'ASIAEXAMPLE012345678',
  secretAccessKey: 'the-temporary-key-of-nobody',
  sessionToken: 'the-session-token-of-nobody',
};

const signedOut = [
  ...['sso_start_url = https://acme.awsapps.com/start', 'sso_region = us-east-1'],
  ...['sso_account_id = 123456789012', 'sso_role_name = Reader', 'region = us-east-1'],
];

function profile(lines: readonly string[]): string {
  return ['[profile acme]', ...lines, ''].join('\n');
}

function keysAt(endpoint: string) {
  return { method: 'keys', endpoint, pathStyle: true };
}

function served() {
  assert.ok(ceph && bucket);
  const server = { ceph, bucket };
  return { url: `s3://${bucket.name}/acme`, endpoint: ceph.endpoint, server };
}

/** Runs `body` with these destinations. */
async function withDestinations(
  destinations: readonly unknown[],
  body: (workbench: Workbench) => Promise<void>,
): Promise<void> {
  await inWorkbench(async workbench => {
    await workbench.setMachineSettings({ 'pendoDataSync.destinations': destinations });
    await body(workbench);
  });
}
