// What Amazon S3 answers and Ceph's gateway does not: against a test server for these answers only.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createCloudStore } from '../../shared/storage/cloud/cloudStore';
import { hasCode } from '../support/hasCode';
import {
  refusal,
  withS3Answers,
  type S3Answer,
  type S3Answers,
  type S3Question,
} from '../support/s3Answers';
import {
  assertWithout,
  readText,
  refusedWith,
  s3ClientOf,
  type S3ClientOptions,
} from '../support/s3Clients';
import { waitlessTuning } from '../support/scriptedClient';

const secrets = ['secret of the test', 'token of the test'];
const [secretAccessKey = '', sessionToken = ''] = secrets;
const credentials = {
  kind: 'awsKeys',
  accessKeyId: 'AKIDEXAMPLE0123456789',
  secretAccessKey,
  sessionToken,
} as const;

function clientOf({ endpoint }: Pick<S3Answers, 'endpoint'>, options?: Partial<S3ClientOptions>) {
  return s3ClientOf({ credentials, endpoint, bucket: 'acme', ...options });
}

const found = { status: 200, headers: { etag: '"e1"', 'content-length': '10' } };

/** A bucket of eu-central-1, as it answers who signs for another region. */
function awayFrom(redirect: (question: S3Question) => S3Answer) {
  return (question: S3Question): S3Answer => {
    if (question.region !== 'eu-central-1') return redirect(question);
    if (question.method === 'HEAD') return found;
    return { status: 200, body: listingOf('', []) };
  };
}

const home = { 'x-amz-bucket-region': 'eu-central-1' };

for (const [title, redirect] of [
  ['301 PermanentRedirect', { ...refusal(301, 'PermanentRedirect'), headers: home }],
  ['307 TemporaryRedirect', { ...refusal(307, 'TemporaryRedirect'), headers: home }],
  ['400 with the header alone', { status: 400, headers: home }],
  [
    '400 AuthorizationHeaderMalformed',
    refusal(400, 'AuthorizationHeaderMalformed', { Region: 'eu-central-1' }),
  ],
] as const) {
  test(`${title}: the bucket's region is asked once, and kept`, () =>
    withS3Answers(
      awayFrom(() => redirect),
      async server => {
        const client = clientOf(server);
        assert.deepEqual(await client.listPage('', undefined), { folders: [], objects: [] });
        assert.equal((await client.head('one'))?.version, 'e1');
        assert.deepEqual(
          server.questions.map(({ region }) => region),
          ['us-east-1', 'eu-central-1', 'eu-central-1'],
        );
      },
    ));
}

test('keys of a listing are decoded if they are encoded', () =>
  withS3Answers(
    ({ url }) => ({ status: 200, body: listings[url.includes('prefix=e') ? 'encoded' : 'plain'] }),
    async server => {
      const keysBelow = async (prefix: string) =>
        (await clientOf(server).listPage(prefix, undefined)).objects.map(({ path }) => path);
      assert.deepEqual(await keysBelow('e/'), ['e/a b+c\u0001', 'e/\ufffd']);
      assert.deepEqual(await keysBelow('p/'), ['p/a+b%20c']);
    },
  ));

const listings = {
  encoded: listingOf('<EncodingType>url</EncodingType>', ['e/a+b%2Bc%01', 'e/%FF']),
  plain: listingOf('', ['p/a+b%20c']),
};

function listingOf(head: string, keys: readonly string[]): string {
  const contents = keys.map(key => `<Contents><Key>${key}</Key><Size>1</Size></Contents>`);
  return `<ListBucketResult><Name>acme</Name>${head}${contents.join('')}</ListBucketResult>`;
}

test('requests that are sent away together are all sent again', () =>
  withS3Answers(
    awayFrom(() => ({ status: 301, headers: home })),
    async server => {
      const client = clientOf(server, { region: 'eu-west-1' });
      await Promise.all(Array.from({ length: 8 }, (_, i) => client.head(`${i}`)));
      const regions = server.questions.map(({ region }) => region);
      assert.equal(regions.filter(region => region === 'eu-central-1').length, 8);
    },
  ));

test('who is sent from region to region is told to name one', () =>
  withS3Answers(
    ({ region }) => ({
      ...refusal(301, 'PermanentRedirect'),
      headers: { 'x-amz-bucket-region': region === 'a-1' ? 'b-1' : 'a-1' },
    }),
    async server => {
      await assert.rejects(
        clientOf(server).listPage('', undefined),
        refusedWith('storage.read-failed', /PermanentRedirect.*Name the region/, secrets),
      );
      assert.equal(server.questions.length, 2);
    },
  ));

test('a region that is none is not followed', () =>
  withS3Answers(
    () => ({ status: 301, headers: { 'x-amz-bucket-region': 'evil.example/' } }),
    async server => {
      await assert.rejects(clientOf(server).head('one'), hasCode('storage.read-failed', /301/));
      assert.equal(server.questions.length, 1);
    },
  ));

for (const [status, code] of [
  [400, 'ExpiredToken'],
  [403, 'ExpiredTokenException'],
  [400, 'RequestExpired'],
] as const) {
  test(`${code}: other keys are asked for`, () =>
    withS3Answers(
      ({ method, region }) =>
        region === 'renewed' ? found : method === 'HEAD' ? { status } : expiry(status, code),
      async server => {
        const old = clientOf(server);
        for (const ask of [() => old.head('one'), () => old.listPage('', undefined)]) {
          await assert.rejects(ask, (error: Error & { kind?: string }) => {
            assertWithout(error, secrets);
            return error.name === 'CloudFault' && error.kind === 'expired';
          });
        }
        await assert.rejects(
          createCloudStore(old).stat('one'),
          refusedWith('storage.bad-credentials', /expired/, secrets),
        );
        const renew = async () => clientOf(server, { region: 'renewed' });
        assert.equal((await createCloudStore(old, { renew }).stat('one'))?.size, 10);
      },
    ));
}

/** The answer repeats the token, as Amazon's does. */
function expiry(status: number, code: string): S3Answer {
  return refusal(status, code, {
    Message: 'The provided token has expired.',
    'Token-0': sessionToken,
  });
}

test('the words of S3 are read with their status', () =>
  withS3Answers(
    ({ url }) => answerOf(new URL(url, 'http://s3').searchParams.get('prefix') ?? ''),
    async server => {
      const client = clientOf(server);
      const refused = (prefix: string) => client.listPage(`${prefix}/`, undefined);
      for (const [prefix, kind, retryAfter] of [
        ['slow', 'throttled', 7000],
        ['throttled', 'throttled', undefined],
        ['late', 'timeout', undefined],
        ['broken', 'server', undefined],
      ] as const) {
        await assert.rejects(refused(prefix), { name: 'CloudFault', kind, retryAfter }, prefix);
      }
      for (const [prefix, code, text] of [
        ['token', 'storage.bad-credentials', /session token does not belong.*AKID…6789/],
        ['archived', 'storage.denied', /archived: restore it/],
        ['strange', 'storage.read-failed', /says 'No such thing 400 InvalidArgument'/],
        ['portal', 'storage.read-failed', /no listing of a bucket. Check the endpoint/],
        ['garbled', 'storage.read-failed', /it cannot be read. Check the endpoint/],
        ['page', 'storage.denied', /403/],
      ] as const) {
        await assert.rejects(refused(prefix), refusedWith(code, text, secrets), prefix);
      }
    },
  ));

function answerOf(prefix: string): S3Answer {
  switch (prefix) {
    case 'slow/':
      return { ...refusal(503, 'SlowDown'), headers: { 'retry-after': '7' } };
    case 'throttled/':
      return refusal(400, 'ThrottlingException');
    case 'late/':
      return refusal(400, 'RequestTimeout');
    case 'broken/':
      return { status: 502, body: '<html>Bad <b>Gateway' };
    case 'token/':
      return refusal(400, 'InvalidToken');
    case 'archived/':
      return refusal(403, 'InvalidObjectState');
    case 'strange/':
      return refusal(400, 'InvalidArgument', { Message: 'No such thing' });
    case 'portal/':
      return { status: 200, body: '<html><body>Welcome to the hotel</body></html>' };
    case 'garbled/':
      return { status: 200, body: '<ListBucketResult><Name' };
    default:
      return { status: 403, body: '<html><body>Blocked by <b>policy</body>' };
  }
}

test('a service that does not heed range or condition is not believed', () =>
  withS3Answers(
    ({ url }) => rangeAnswers[new URL(url, 'http://s3').pathname] ?? { status: 404 },
    async server => {
      const client = clientOf(server);
      const read = (key: string, start = 2) =>
        readText(client, { key, version: 'e1', start, end: 5 });
      assert.equal(await read('good'), '234');
      assert.equal(await read('all', 0), '01234');
      for (const key of ['all', 'other-range', 'other-version', 'no-version']) {
        await assert.rejects(read(key), hasCode('storage.read-failed', /not S3's/), key);
      }
      await assert.rejects(client.head('no-version'), hasCode('storage.read-failed', /no etag/));
    },
  ));

const range = { 'content-range': 'bytes 2-4/10' };
const rangeAnswers: Readonly<Record<string, S3Answer>> = {
  '/acme/good': { status: 206, headers: { etag: '"e1"', ...range }, body: '234' },
  '/acme/all': { status: 200, headers: { etag: '"e1"', 'content-length': '5' }, body: '01234' },
  '/acme/other-range': {
    status: 206,
    headers: { etag: '"e1"', 'content-range': 'bytes 0-2/10' },
    body: '012',
  },
  '/acme/other-version': { status: 206, headers: { etag: '"e2"', ...range }, body: '234' },
  '/acme/no-version': { status: 206, headers: range, body: '234' },
};

test('credentials of another cloud are refused before anything is asked', () => {
  const key = { kind: 'azureKey', accountKey: 'secret' } as const;
  assert.throws(
    () => s3ClientOf({ bucket: 'acme', credentials: key }),
    hasCode('storage.bad-credentials', /azureKey are not Amazon's/),
  );
});

test('the address of a service that does not exist is asked for in vain', async () => {
  const client = clientOf({ endpoint: 'http://no-such-service.invalid' });
  await assert.rejects(client.head('one'), (error: Error & { kind?: string }) => {
    assertWithout(error, secrets);
    assert.match(error.message, /no-such-service/);
    return error.name === 'CloudFault' && error.kind === 'connection';
  });
});

test('a page of a listing that is cut off and names no next one is not all of it', () =>
  withS3Answers(
    () => ({ status: 200, body: listingOf('<IsTruncated>true</IsTruncated>', ['acme/one']) }),
    async server => {
      await assert.rejects(
        clientOf(server).listPage('acme/', undefined),
        hasCode('storage.read-failed', /names no next page/),
      );
    },
  ));

for (const [title, answer] of [
  ['a listing', { status: 200, body: listings.plain }],
  ['a refusal', refusal(403, 'AccessDenied', { Message: 'Not for you' })],
] as const) {
  test(`${title} that breaks off in the middle is asked for again`, async () => {
    let asked = 0;
    await withS3Answers(
      () => (asked++ < 2 ? { ...answer, isCut: true } : { status: 200, body: listings.plain }),
      async server => {
        const client = clientOf(server);
        await assert.rejects(
          client.listPage('p/', undefined),
          (error: Error & { kind?: string }) => {
            assertWithout(error, secrets);
            return error.name === 'CloudFault' && error.kind === 'connection';
          },
        );
        const store = createCloudStore(client, { prefix: 'p', tuning: waitlessTuning() });
        assert.equal((await store.list('')).objects.length, 1);
        assert.equal(asked, 3);
      },
    );
  });
}
