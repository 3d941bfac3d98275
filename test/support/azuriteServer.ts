// Azurite, Microsoft's emulator of Azure Blob Storage, with containers that a test fills.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

import {
  ContainerSASPermissions,
  ContainerClient,
  generateBlobSASQueryParameters,
  StorageSharedKeyCredential,
} from '@azure/storage-blob';

import { asSecret, asSignature } from './secrets';
import { tool } from './tools';

/** Azurite's only account, and its key. */
export const azuriteAccount = 'acmeexports';
export const azuriteKey = Buffer.from('the key of the tests, no secret'.padEnd(64)).toString(
  'base64',
);

/** An emulator that runs. */
export interface Azurite {
  /** `http://127.0.0.1:PORT/ACCOUNT`. */
  readonly endpoint: string;
  readonly port: number;
  /** A new, empty container. */
  createContainer(): Promise<ContainerClient>;
  stop(): Promise<void>;
}

/** What a signature allows. */
export interface SasRights {
  /** `r` to read, `l` to list. */
  readonly permissions: string;
  /** Milliseconds from now; default: an hour. */
  readonly expiresIn?: number;
  /** With the key of somebody else. */
  readonly key?: string;
}

/** Starts it; it keeps everything in memory and ends with this process, also when that is killed. */
export async function startAzurite(
  options: readonly string[] = [],
  protocol: 'http' | 'https' = 'http',
): Promise<Azurite> {
  const main = path.join(tool('azurite'), 'dist/src/blob/main.js');
  const args = [
    ...['--require', path.join(__dirname, 'endWithParent.js'), main],
    ...['--skipApiVersionCheck', '--disableTelemetry', '--silent', '--inMemoryPersistence'],
    ...['--blobHost', '127.0.0.1', '--blobPort', '0', ...options],
  ];
  asSecret(azuriteKey);
  const child = spawn(process.execPath, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, AZURITE_ACCOUNTS: `${azuriteAccount}:${azuriteKey}` },
  });
  const port = await portOf(child);
  const endpoint = `${protocol}://127.0.0.1:${port}/${azuriteAccount}`;
  let containers = 0;
  return {
    endpoint,
    port,
    async createContainer() {
      const key = new StorageSharedKeyCredential(azuriteAccount, azuriteKey);
      const container = new ContainerClient(`${endpoint}/container-${++containers}`, key);
      await container.create();
      return container;
    },
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** The query of a signed URL for a container, without the question mark. */
export function sasOf(
  { containerName }: ContainerClient,
  { permissions, expiresIn = 3_600_000, key = azuriteKey }: SasRights,
): string {
  const now = Date.now();
  const rights = {
    containerName,
    permissions: ContainerSASPermissions.parse(permissions),
    startsOn: new Date(now - 7_200_000),
    expiresOn: new Date(now + expiresIn),
  };
  const signer = new StorageSharedKeyCredential(azuriteAccount, key);
  return asSignature(generateBlobSASQueryParameters(rights, signer).toString());
}

function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const port = /successfully listens on \S+:(\d+)/.exec(said)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
    child.on('error', reject);
    child.on('exit', code => reject(new Error(`azurite ended with code ${code}: ${said}`)));
  });
}
