// The extension as a whole: inside the extension host, as a package, and opened by `npm run vscode`.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';

import { runProgram } from '../support/runProgram';
import { loadedSampleForAllTests } from '../support/sampleDestination';
import { folderSetting } from '../support/syncing';
import { withTemporaryFolder } from '../support/temporaryFolder';
import { testWithTools } from '../support/tools';
import { TreeView } from '../support/treeView';
import { extensionFolder } from '../support/vscodeServer';
import { withBrowser, withWorkbench, type Workbench } from '../support/workbench';
import { zipEntries } from '../support/zipEntries';

const tools = ['vscode', 'chromium'] as const;
const sample = loadedSampleForAllTests();

testWithTools(tools, 'the suite of the extension host passes', async () => {
  const extensionTests = path.join(__dirname, 'inHost.js');
  const machineSettings = { [folderSetting]: sample.database };
  const options = { folder: sample.destination, machineSettings, extensionTests };
  await withWorkbench(options, async ({ exitCode, said }) => {
    assert.equal(await exitCode, 0, said.join('\n'));
  });
});

testWithTools(tools, 'in Restricted Mode no tool of assistants answers', async () => {
  const extensionTests = path.join(__dirname, 'inHostUntrusted.js');
  const options = { folder: sample.destination, extensionTests, trust: 'ask' } as const;
  await withWorkbench(options, async ({ exitCode, said }) => {
    assert.equal(await exitCode, 0, said.join('\n'));
  });
});

testWithTools(tools, 'a test in which the extension logs an unexpected error fails', async () => {
  const extensionTests = path.join(__dirname, 'inHostError.js');
  const options = { folder: sample.folder, extensionTests };
  const body = async ({ exitCode }: Workbench) => void (await exitCode);
  await assert.rejects(withWorkbench(options, body), /the extension logged errors/);
});

testWithTools(tools, 'the package is small, installs and activates', async () => {
  await withTemporaryFolder(async folder => {
    const vsix = path.join(folder, 'pendo-data-sync.vsix');
    const script = path.join(extensionFolder, 'scripts/package/package.mjs');
    const { code, stderr } = await runProgram(process.execPath, [script, vsix]);
    assert.equal(code, 0, stderr);
    assert.ok((await stat(vsix)).size <= 4e6);
    // What is read whenever a window opens.
    assert.ok((await stat(path.join(extensionFolder, 'dist/extension.js'))).size <= 100_000);
    const entries = await zipEntries(vsix);
    assert.deepEqual([...entries.keys()].filter(isUnfit), []);
    assertComplete(entries);

    await withWorkbench({ folder: sample.destination, vsix }, async ({ page }) => {
      const tree = new TreeView(page);
      await tree.open();
      await tree.expand(/^exports/);
      await tree.row('Acme App 2').waitFor();
    });
  });
});

testWithTools(tools, 'npm run vscode opens sample data where there is no desktop', async () => {
  // Without a PATH there is no `code`; what is missing of the sample it makes itself.
  const script = path.join(extensionFolder, 'scripts/vscode.mjs');
  const child = spawn(process.execPath, [script, sample.destination], {
    env: { ...process.env, PATH: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const url = /^Open (http:.*)$/.exec(line)?.[1];
      if (url === undefined) continue;
      await withBrowser(async page => {
        await page.goto(url);
        const tree = new TreeView(page);
        await tree.open();
        await tree.row('Acme').first().waitFor();
      });
      break;
    }
  } finally {
    child.kill();
  }
});

/** The page of the extension, its licence and icon are where market places look; links of the guide lead to what is packed. */
function assertComplete(entries: ReadonlyMap<string, () => Buffer>): void {
  const text = (name: string) => entries.get(`extension/${name}`)?.().toString('utf8') ?? '';
  for (const name of ['dist/extension.js', 'dist/cli.js', 'media/icons/marketplace.png'])
    assert.ok(entries.has(`extension/${name}`), name);
  assert.match(text('LICENSE.txt'), /^MIT License/);
  assert.match(text('changelog.md'), /^# Changelog/);
  assert.match(text('readme.md'), /^# Data Sync Explorer for Pendo/);
  assert.doesNotMatch(text('readme.md'), /npm ci|<picture>|<!--/);
  const guides = [...entries.keys()].filter(name => /\/docs\/guide\/.*\.md$/.test(name));
  assert.ok(guides.length > 5);
  for (const guide of guides) {
    const links = text(guide.replace(/^extension\//, '')).matchAll(/\]\((?!https?:)([^)#]+)/g);
    for (const [, target = ''] of links) {
      const linked = path.posix.join(path.posix.dirname(guide), target);
      assert.ok(entries.has(linked), `${guide}: ${target}`);
    }
  }
}

/** Native programs and what only developers need. */
function isUnfit(name: string): boolean {
  return /\.(node|so|dll|dylib|exe|map|ts)$|node_modules|\/(test|out)\//.test(name);
}
