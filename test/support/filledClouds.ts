// One simulated destination in a folder and in each cloud, with all that the command line needs to get at them.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { azuriteAccount, azuriteKey, startAzurite } from './azuriteServer';
import { startCeph, type Ceph, type CephBucket } from './cephServer';
import { withGcsServer } from './gcsServer';
import { holdOpen } from './holdOpen';

/** A place that holds the destination. */
export interface FilledCloud {
  readonly name: 'S3' | 'GCS' | 'Azure';
  /** `s3://bucket-1/acme`. */
  readonly url: string;
  /** Variables by which the cloud's own chain finds its credentials. */
  readonly env: Readonly<Record<string, string>>;
  /** What the command line is told besides. */
  readonly options: readonly string[];
}

/** No chain shall look for what the machine of the tests may have, or ask the network. */
const nowhere = {
  ...{ HOME: '/nonexistent', AWS_EC2_METADATA_DISABLED: 'true', METADATA_SERVER_DETECTION: 'none' },
  ...{ AWS_CONFIG_FILE: '/nonexistent', AWS_SHARED_CREDENTIALS_FILE: '/nonexistent' },
};

/** Clouds that hold the files of a folder below `acme/`, until they are stopped. */
export interface FilledClouds {
  readonly clouds: readonly FilledCloud[];
  /** Behind the first. */
  readonly ceph: Ceph;
  readonly bucket: CephBucket;
  stop(): Promise<void>;
}

/** Starts a server of each cloud and fills it. */
export async function fillClouds(folder: string): Promise<FilledClouds> {
  const files = await objectsOf(folder);
  const started: Filled[] = [];
  const stop = async () => {
    for (const each of started) await each.stop();
  };
  const start = async <T extends Filled>(fill: (files: Files) => Promise<T>) => {
    const filled = await fill(files);
    started.push(filled);
    return filled;
  };
  try {
    const s3 = await start(fillCeph);
    const azure = await start(fillAzurite);
    const gcs = await start(fillGcs);
    const { ceph, bucket } = s3;
    return { clouds: [s3.cloud, gcs.cloud, azure.cloud], ceph, bucket, stop };
  } catch (error) {
    // Servers that stay would keep the process from its end.
    await stop();
    throw error;
  }
}

type Files = ReadonlyMap<string, Uint8Array>;

interface Filled {
  readonly cloud: FilledCloud;
  readonly stop: () => Promise<void>;
}

/** Objects that are written at once. */
const atOnce = 16;

/** The files of a folder as objects below `acme/`. */
export async function objectsOf(folder: string): Promise<Files> {
  const files = new Map<string, Uint8Array>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const location = path.join(entry.parentPath, entry.name);
    const below = path.relative(folder, location).split(path.sep).join('/');
    files.set(`acme/${below}`, await readFile(location));
  }
  return files;
}

async function putAll(
  files: Files,
  put: (key: string, bytes: Uint8Array) => Promise<unknown>,
): Promise<void> {
  const left = [...files];
  while (left.length > 0) {
    await Promise.all(left.splice(0, atOnce).map(([key, bytes]) => put(key, bytes)));
  }
}

async function fillCeph(
  files: Files,
): Promise<Filled & { readonly ceph: Ceph; readonly bucket: CephBucket }> {
  const ceph = await startCeph();
  const bucket = await ceph.createBucket();
  await putAll(files, (key, bytes) => bucket.put(key, bytes));
  const { accessKeyId, secretAccessKey } = ceph.owner;
  const cloud: FilledCloud = {
    name: 'S3',
    url: `s3://${bucket.name}/acme`,
    env: { ...nowhere, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey },
    options: ['--endpoint', ceph.endpoint, '--path-style'],
  };
  return { cloud, ceph, bucket, stop: () => ceph.stop() };
}

async function fillAzurite(files: Files): Promise<Filled> {
  const azurite = await startAzurite();
  const container = await azurite.createContainer();
  await putAll(files, (key, bytes) =>
    container.getBlockBlobClient(key).upload(Buffer.from(bytes), bytes.length),
  );
  const parts = [
    'DefaultEndpointsProtocol=http',
    `AccountName=${azuriteAccount}`,
    `AccountKey=${azuriteKey}`,
    `BlobEndpoint=${azurite.endpoint}`,
  ];
  const cloud: FilledCloud = {
    name: 'Azure',
    url: `az://${azuriteAccount}/${container.containerName}/acme`,
    env: { ...nowhere, AZURE_STORAGE_CONNECTION_STRING: parts.join(';') },
    options: [],
  };
  return { cloud, stop: () => azurite.stop() };
}

/** It runs in this process; there is nothing to sign in to. */
async function fillGcs(files: Files): Promise<Filled> {
  const { value: server, close: stop } = await holdOpen(withGcsServer);
  server.grant(undefined, { list: true, get: true });
  for (const [key, bytes] of files) server.put(key, bytes);
  const cloud: FilledCloud = {
    name: 'GCS',
    url: `gs://${server.bucket}/acme`,
    env: { ...nowhere, STORAGE_EMULATOR_HOST: server.endpoint },
    options: [],
  };
  return { cloud, stop };
}
