import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inspect } from 'node:util';

import type { ChosenAccess } from '../../shared/storage/access/accessChoice';
import type { AccessPorts } from '../../shared/storage/access/accessPorts';
import { createAskAccess } from '../../shared/storage/access/createAskAccess';
import type { CloudAccess, NetworkRoute } from '../../shared/storage/cloud/cloudAccess';
import type { CloudPlace } from '../../shared/storage/cloud/cloudPlace';

import { withTemporaryFolder } from './temporaryFolder';

/** Buckets of the three clouds. */
export const s3Place: CloudPlace = {
  provider: 's3',
  url: 's3://acme-exports/datasync',
  ...{ bucket: 'acme-exports', account: '', prefix: 'datasync' },
};
export const gcsPlace: CloudPlace = {
  ...s3Place,
  provider: 'gcs',
  url: 'gs://acme-exports/datasync',
};
export const azurePlace: CloudPlace = {
  ...s3Place,
  provider: 'azure',
  url: 'az://acme/acme-exports/datasync',
  account: 'acme',
};

/** Nobody listens there. */
const nowhere = 'http://127.0.0.1:9';

/** No cloud's own machine: nothing that is asked reaches the network, wherever the test runs. */
const isolated: Readonly<Record<string, string>> = {
  AWS_EC2_METADATA_DISABLED: 'true',
  METADATA_SERVER_DETECTION: 'none',
  AZURE_POD_IDENTITY_AUTHORITY_HOST: nowhere,
};

/** A name without a value is not set. */
type Variables = Readonly<Record<string, string | undefined>>;

/** Runs `body` with an empty home and only these variables of clouds: the SDKs read the process's own. */
export async function withHome(
  variables: (home: string) => Variables,
  body: (home: string) => Promise<void>,
): Promise<void> {
  await withTemporaryFolder(async home => {
    const before = { ...process.env };
    const clouds =
      /^(AWS|GOOGLE|GCE|AZURE|STORAGE|CLOUDSDK|IDENTITY|MSI|METADATA|NO_PROXY)|_PROXY$/i;
    for (const name of Object.keys(process.env)) if (clouds.test(name)) delete process.env[name];
    const set = { HOME: home, USERPROFILE: home, ...isolated, ...variables(home) };
    for (const [name, value] of Object.entries(set)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    try {
      await body(home);
    } finally {
      for (const name of Object.keys(process.env)) delete process.env[name];
      Object.assign(process.env, before);
    }
  });
}

/** Writes files below a folder. */
export async function writeFiles(
  folder: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text, { mode: 0o755 });
  }
}

/** Ports with the environment of the process. */
export function portsOf(
  chosen: ChosenAccess,
  route?: NetworkRoute,
  more: Partial<AccessPorts> = {},
): AccessPorts {
  return {
    environment: process.env,
    route: () => route,
    choose: async () => chosen,
    ...more,
  };
}

/** Asks once for access. */
export function accessTo(
  place: CloudPlace,
  chosen: ChosenAccess = { choice: {} },
  route?: NetworkRoute,
): Promise<CloudAccess> {
  return createAskAccess(portsOf(chosen, route))(place, undefined);
}

/** The error that asking ends with, in which none of the secrets stands. */
export async function refusalOf(
  asked: Promise<unknown>,
  secrets: readonly string[] = [],
): Promise<Error & { readonly code: string; readonly data: Readonly<Record<string, unknown>> }> {
  const error = await asked.then(
    () => assert.fail('access was given'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof Error && 'code' in error && 'data' in error, inspect(error));
  const all = inspect(error, { depth: 20, showHidden: true, maxStringLength: Infinity });
  for (const secret of secrets) assert.ok(!all.includes(secret), `${secret} stands in ${all}`);
  assert.equal(error.name, 'DataSyncError', all);
  return error as Error & {
    readonly code: string;
    readonly data: Readonly<Record<string, unknown>>;
  };
}

/** What each provider said, by its name. */
export function triedOf(data: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const tried = data['tried'] as readonly { readonly provider: string; readonly outcome: string }[];
  return Object.fromEntries(tried.map(({ provider, outcome }) => [provider, outcome]));
}
