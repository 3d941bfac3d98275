// `npm run vscode`: the extension with sample data, in desktop VS Code where there is one, else in a browser.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { installVscodeServer } from '../test/tools/vscode/install.mjs';

const require = createRequire(import.meta.url);
const root = path.join(import.meta.dirname, '..');
const folder = path.resolve(process.argv[2] ?? path.join(root, 'sample'));

if (!existsSync(folder)) {
  console.log(`Sample data: ${folder}`);
  await ended(
    spawn(process.execPath, ['dist/cli.js', 'simulate', folder], { cwd: root, stdio: 'inherit' }),
  );
}
if (!(await inDesktop())) await inBrowser();

/** Whether a desktop VS Code took it. */
async function inDesktop() {
  const args = ['--new-window', `--extensionDevelopmentPath=${root}`, folder];
  const child = spawn('code', args, { stdio: 'inherit', shell: process.platform === 'win32' });
  return ended(child).catch(() => false);
}

/** VS Code's own server, until Ctrl+C. */
async function inBrowser() {
  console.log(
    'There is no desktop VS Code here (`code` is not in the path): a browser shows the same.',
  );
  const modules = await installVscodeServer();
  const { startVscodeServer, workbenchUrl } = require('../out/test/support/vscodeServer.js');
  const data = await mkdtemp(path.join(os.tmpdir(), 'pds-vscode-'));
  const server = await startVscodeServer({ data, trust: 'ask', modules });
  console.log(`Open ${workbenchUrl(server, { folder })}\nCtrl+C ends it.`);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, async () => {
      server.stop();
      await rm(data, { recursive: true, force: true });
      process.exit(0);
    });
  }
}

/** Resolves with whether a program ended well; rejects where it cannot be started. */
function ended(child) {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', code => resolve(code === 0));
  });
}
