// Who may read one folder of a bucket and nothing else, or may not list at all, finds what is theirs: against Ceph.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after } from 'node:test';

import { smallestPolicy } from '../../shared/storage/access/smallestPolicy';
import { readCloudUrl } from '../../shared/storage/cloud/readCloudUrl';
import { createStores } from '../../shared/storage/createStores';
import { openDestination } from '../../shared/storage/openDestination';
import { isRecord } from '../../shared/util/isRecord';
import { inEnglish } from '../../shared/util/translate';
import {
  startCeph,
  type Ceph,
  type CephBucket,
  type CephUser,
  type PolicyStatement,
} from '../support/cephServer';
import { dumpDatabases, type DatabaseDump } from '../support/databaseDump';
import { objectsOf } from '../support/filledClouds';
import { hasCode } from '../support/hasCode';
import { runCli } from '../support/runCli';
import { keysOf } from '../support/s3Clients';
import {
  applicationFolder,
  sampleApplication,
  sampleForAllTests,
  sampleSubscription,
} from '../support/sampleDestination';
import { withTemporaryFolder } from '../support/temporaryFolder';
import { testWithTools } from '../support/tools';

const sample = sampleForAllTests();
const subscription = '9007199254740993';
const applications = ['-323232', '5', 'account', 'visitor'];

let running: Promise<Ceph> | undefined;

after(async () => (await running)?.stop());

interface Reader {
  readonly bucket: CephBucket;
  readonly user: CephUser;
  /** Ids of the applications that are found at a place of the bucket. */
  readonly find: (place: string) => Promise<readonly (string | null)[]>;
}

/** A test with a bucket of two destinations whose names look alike, and a user who may do nothing yet. */
function testReader(title: string, body: (reader: Reader) => Promise<void>): void {
  testWithTools(['ceph'], title, async () => {
    const ceph = await (running ??= startCeph());
    const bucket = await ceph.createBucket();
    const user = await ceph.createUser();
    for (const destination of ['acme', 'acme-2']) {
      for (const application of applications) {
        const folder = `${destination}/datasync/${subscription}/${application}`;
        await bucket.put(`${folder}/exportmanifest.json`, '{"exports": []}');
      }
    }
    const { endpoint } = ceph;
    const access = { credentials: keysOf(user), source: 'the test', endpoint, pathStyle: true };
    const stores = createStores({ access: async () => access });
    const find = async (place: string) => {
      const { manifests } = await openDestination(stores, `s3://${bucket.name}/${place}`);
      return manifests.map(({ application }) => application);
    };
    await body({ bucket, user, find });
  });
}

testReader('the smallest policy opens its folder, and none that looks like it', async reader => {
  const { bucket, user, find } = reader;
  await bucket.allowBy(user.name, policyFor(`s3://${bucket.name}/acme`));
  for (const place of ['acme', 'acme/', 'acme/datasync', `acme/datasync/${subscription}`]) {
    assert.deepEqual(await find(place), applications, place);
  }
  for (const place of ['', 'acme-2', 'acme-2/datasync', `acme-2/datasync/${subscription}/5`]) {
    await assert.rejects(find(place), hasCode('storage.denied'), place);
  }
});

testReader('who may read and not list names an application, and is told so', async reader => {
  const { bucket, user, find } = reader;
  await bucket.allow(user.name, ['s3:GetObject']);
  const application = `acme/datasync/${subscription}/-323232`;
  assert.deepEqual(await find(application), ['-323232']);
  assert.deepEqual(await find(`${application}/exportmanifest.json`), ['-323232']);
  for (const place of ['', 'acme', `acme/datasync/${subscription}`]) {
    const advice = /names an application: .*datasync\/<subscription>\/<application>/;
    await assert.rejects(find(place), hasCode('storage.denied', advice), place);
  }
  await assert.rejects(find('acme/datasync/1/2'), hasCode('storage.denied'));
});

testReader('who may read and not list syncs an application', async ({ bucket, user }) => {
  const { endpoint } = await (running ??= startCeph());
  const below = `datasync/${sampleSubscription}/${sampleApplication}`;
  for (const [key, bytes] of await objectsOf(applicationFolder(sample.destination))) {
    await bucket.put(key.replace('acme/', `mine/${below}/`), bytes);
  }
  await bucket.allow(user.name, ['s3:GetObject']);
  await withTemporaryFolder(async folder => {
    const loaded: DatabaseDump[] = [];
    const service = ['--endpoint', endpoint, '--path-style', '--no-cache'];
    const env = {
      AWS_ACCESS_KEY_ID: user.accessKeyId,
      AWS_SECRET_ACCESS_KEY: user.secretAccessKey,
    };
    for (const [place, options] of [
      [path.join(sample.destination, below), []],
      [`s3://${bucket.name}/mine/${below}`, service],
    ] as const) {
      const db = path.join(folder, String(loaded.length));
      const { code, stderr } = await runCli(['sync', place, '--db', db, ...options], { env });
      assert.equal(code, 0, stderr);
      loaded.push(await dumpDatabases(db));
    }
    assert.ok(loaded[0] && loaded[0].size > 5);
    assert.deepEqual(loaded[1], loaded[0]);
  });
});

testReader('who may see one application finds it among others', async reader => {
  const { bucket, user, find } = reader;
  const folder = `acme/datasync/${subscription}/5`;
  const all = `arn:aws:s3:::${bucket.name}`;
  await bucket.allowBy(user.name, [
    { Effect: 'Allow', Action: 's3:GetObject', Resource: `${all}/${folder}/*` },
    { Effect: 'Allow', Action: 's3:ListBucket', Resource: all },
  ]);
  for (const place of ['acme', `acme/datasync/${subscription}`, folder]) {
    assert.deepEqual(await find(place), ['5'], place);
  }
});

testReader('who may do nothing is told what is refused', ({ bucket, find }) =>
  assert.rejects(find('acme'), hasCode('storage.denied', new RegExp(`s3://${bucket.name}/acme`))),
);

/** What the report of a refusal tells to allow. */
function policyFor(url: string): readonly PolicyStatement[] {
  const place = readCloudUrl(url)?.place;
  const text =
    /```json\n(.*)\n```/s.exec(smallestPolicy(inEnglish, 's3', place).join('\n'))?.[1] ?? '';
  const policy: unknown = JSON.parse(text);
  const statements = isRecord(policy) ? policy['Statement'] : undefined;
  assert.ok(Array.isArray(statements) && statements.length === 2);
  return statements.filter(isRecord);
}
