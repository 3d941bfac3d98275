// `npm run test:desktop`: the suite of the extension host in a desktop VS Code, which is downloaded where there is none.
import { runTests } from '@vscode/test-electron';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { run } from './toolCache.mjs';

const root = path.join(import.meta.dirname, '..');
const folder = await mkdtemp(path.join(os.tmpdir(), 'pds-desktop-'));
try {
  const few = ['--days', '5', '--rows', '40', '--matchables', '6'];
  await run(process.execPath, ['dist/cli.js', 'simulate', folder, ...few], { cwd: root });
  process.exitCode = await runTests({
    extensionDevelopmentPath: root,
    extensionTestsPath: path.join(root, 'out/test/vscode/inHost.js'),
    launchArgs: [folder, '--disable-extensions', '--disable-workspace-trust'],
  });
} finally {
  await rm(folder, { recursive: true, force: true });
}
