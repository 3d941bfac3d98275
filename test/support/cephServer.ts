// Ceph's gateway, a server of S3's protocol that runs in production: users with their keys, buckets with their
// policies. cephNode.ts starts it.
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import {
  CreateBucketCommand,
  DeleteObjectCommand,
  PutBucketPolicyCommand,
  PutBucketRequestPaymentCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';

import { runProgram } from './runProgram';
import { asSecret } from './secrets';

/** Who has an account with the gateway. */
export interface CephUser {
  /** As policies call him. */
  readonly name: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A part of a policy, without whom it is for: `{ Effect: 'Allow', Action: 's3:GetObject', … }`. */
export type PolicyStatement = Readonly<Record<string, unknown>>;

/** A bucket of the owner's, who may do everything with it. */
export interface CephBucket {
  readonly name: string;
  put(key: string, content: string | Uint8Array): Promise<void>;
  remove(key: string): Promise<void>;
  /** Lets a user, or `*`, everyone, do these in it: `s3:GetObject`. What was allowed before is not any more. */
  allow(user: string, actions: readonly string[]): Promise<void>;
  /** Lets a user do what these statements of a policy say, and nothing else any more. */
  allowBy(user: string, statements: readonly PolicyStatement[]): Promise<void>;
  /** From now on only who asks to pay is let in. */
  letRequesterPay(): Promise<void>;
}

/** A gateway that runs. */
export interface Ceph {
  readonly port: number;
  /** `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
  readonly owner: CephUser;
  /** A new one, who may do nothing that a bucket's owner does not allow. */
  createUser(): Promise<CephUser>;
  /** A new, empty one. */
  createBucket(): Promise<CephBucket>;
  /** Runs the gateway's own program for administrators. */
  administer(...args: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

/** Starts it in a temporary folder; it ends with this process, also when that is killed. */
export async function startCeph(): Promise<Ceph> {
  const folder = await mkdtemp(path.join(tmpdir(), 'pds-ceph-'));
  const program = path.join(__dirname, 'cephNode.js');
  // In a group of its own, so that Ctrl+C leaves it the time to clean up.
  const child = spawn(process.execPath, [program, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  const port = await portOf(child);
  const accounts = new CephAccounts(folder);
  const owner = await accounts.create();
  const endpoint = `http://127.0.0.1:${port}`;
  let buckets = 0;
  return {
    ...{ port, endpoint, owner },
    createUser: () => accounts.create(),
    createBucket: () => createBucket(`bucket-${++buckets}`, endpoint, owner),
    administer: (...args) => accounts.administer(args),
    async stop() {
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
  };
}

class CephAccounts {
  #count = 0;

  constructor(readonly folder: string) {}

  async create(): Promise<CephUser> {
    const name = `user${++this.#count}`;
    const accessKeyId = `TEST${randomBytes(8).toString('hex').toUpperCase()}`;
    const secretAccessKey = asSecret(randomBytes(20).toString('hex'));
    const keys = ['--access-key', accessKeyId, '--secret-key', secretAccessKey];
    await this.administer(['user', 'create', '--uid', name, '--display-name', name, ...keys]);
    return { name, accessKeyId, secretAccessKey };
  }

  async administer(args: readonly string[]): Promise<void> {
    const configuration = path.join(this.folder, 'ceph.conf');
    const node = ['-c', configuration, '-n', 'client.rgw.one', '--no-mon-config'];
    const { code, stderr } = await runProgram('radosgw-admin', [...node, ...args]);
    if (code !== 0) throw new Error(`radosgw-admin ${args[0]} ended with ${code}: ${stderr}`);
  }
}

async function createBucket(name: string, endpoint: string, owner: CephUser): Promise<CephBucket> {
  const { accessKeyId, secretAccessKey } = owner;
  const sdk = new S3Client({
    ...{ endpoint, region: 'us-east-1', forcePathStyle: true },
    credentials: { accessKeyId, secretAccessKey },
  });
  const Bucket = name;
  await sdk.send(new CreateBucketCommand({ Bucket }));
  const allowBy = async (user: string, statements: readonly PolicyStatement[]) => {
    const Principal = user === '*' ? '*' : { AWS: [`arn:aws:iam:::user/${user}`] };
    const Statement = statements.map(each => ({ ...each, Principal }));
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    await sdk.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  };
  return {
    name,
    async put(Key, content) {
      await sdk.send(new PutObjectCommand({ Bucket, Key, Body: Buffer.from(content) }));
    },
    async remove(Key) {
      await sdk.send(new DeleteObjectCommand({ Bucket, Key }));
    },
    allowBy,
    allow(user, actions) {
      const Resource = [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`];
      return allowBy(user, [{ Effect: 'Allow', Action: actions, Resource }]);
    },
    async letRequesterPay() {
      const RequestPaymentConfiguration = { Payer: 'Requester' } as const;
      await sdk.send(new PutBucketRequestPaymentCommand({ Bucket, RequestPaymentConfiguration }));
    },
  };
}

function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const port = /serves S3 on port (\d+)\n/.exec(said)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
    child.on('error', reject);
    child.on('exit', code => reject(new Error(`Ceph ended with code ${code}: ${said}`)));
  });
}
