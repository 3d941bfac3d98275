// What is remembered of access, who shares it, and that asking ends with its signal.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { ChosenAccess } from '../../../../shared/storage/access/accessChoice';
import type { AccessPorts } from '../../../../shared/storage/access/accessPorts';
import { createAskAccess } from '../../../../shared/storage/access/createAskAccess';
import {
  azurePlace,
  gcsPlace,
  portsOf,
  refusalOf,
  s3Place,
  withHome,
  writeFiles,
} from '../../../support/askingAccess';
import { withSignInWorld, type Reply } from '../../../support/signInWorld';

/** Runs `body` in a container that gives keys with a number each, which last for so long. */
function withContainer(
  milliseconds: number,
  body: (askedTimes: () => number) => Promise<void>,
): Promise<void> {
  let given = 0;
  const reply = (): Reply => {
    const number = ++given;
    const keys = { AccessKeyId: `ASIA${number}`, SecretAccessKey: 'secret', Token: 'token' };
    return { body: { ...keys, Expiration: new Date(Date.now() + milliseconds).toISOString() } };
  };
  return withSignInWorld(reply, ({ endpoint, questions }) =>
    withHome(
      () => ({ AWS_CONTAINER_CREDENTIALS_FULL_URI: endpoint }),
      () => body(() => questions.length),
    ),
  );
}

const anyAccess: ChosenAccess = { choice: {} };

test('access is remembered while it lasts, and shared by those who ask at once', () =>
  withContainer(3_600_000, async askedTimes => {
    const ask = createAskAccess(portsOf(anyAccess));
    const all = await Promise.all([1, 2, 3].map(() => ask(s3Place, undefined)));
    assert.equal(new Set(all).size, 1);
    assert.equal(await ask({ ...s3Place, prefix: 'elsewhere' }, undefined), all[0]);
    assert.equal(askedTimes(), 1);
  }));

test('what ends within five minutes is asked for anew', () =>
  withContainer(4 * 60_000, async askedTimes => {
    const ask = createAskAccess(portsOf(anyAccess));
    const first = await ask(s3Place, undefined);
    assert.notDeepEqual((await ask(s3Place, undefined)).credentials, first.credentials);
    assert.equal(askedTimes(), 2);
  }));

test('what a service has refused is renewed once, whoever tells it', () =>
  withContainer(3_600_000, async askedTimes => {
    const ask = createAskAccess(portsOf(anyAccess));
    const { credentials } = await ask(s3Place, undefined);
    const refused = { ...credentials };
    const renewed = await Promise.all([ask(s3Place, refused), ask(s3Place, refused)]);
    assert.equal(renewed[0], renewed[1]);
    assert.notDeepEqual(renewed[0]?.credentials, refused);
    assert.equal(await ask(s3Place, refused), renewed[0]);
    assert.equal(askedTimes(), 2);
  }));

test('another choice, or another secret for it, counts at once', () =>
  withHome(
    () => ({}),
    async () => {
      let secretAccessKey = 'one';
      const choose = async (): Promise<ChosenAccess> => {
        const secret = { kind: 'keys', accessKeyId: 'AKIA', secretAccessKey } as const;
        return { choice: { method: 'keys' }, secret };
      };
      const ask = createAskAccess(portsOf(anyAccess, undefined, { choose }));
      const first = await ask(s3Place, undefined);
      assert.equal(await ask(s3Place, undefined), first);
      secretAccessKey = 'two';
      const { credentials } = await ask(s3Place, undefined);
      assert.deepEqual(credentials, {
        kind: 'awsKeys',
        accessKeyId: 'AKIA',
        secretAccessKey: 'two',
      });
    },
  ));

test('two ways into one bucket are remembered beside each other', () =>
  withContainer(3_600_000, async askedTimes => {
    const choose: AccessPorts['choose'] = async ({ prefix }) => ({
      choice: prefix === 'other' ? { region: 'eu-west-1' } : {},
    });
    const ask = createAskAccess(portsOf(anyAccess, undefined, { choose }));
    const other = { ...s3Place, prefix: 'other' };
    for (let round = 0; round < 3; round++) {
      assert.equal((await ask(s3Place, undefined)).region, undefined);
      assert.equal((await ask(other, undefined)).region, 'eu-west-1');
    }
    assert.equal(askedTimes(), 2);
  }));

test('a failure is not remembered: who signs in meanwhile is let in', () =>
  withHome(
    () => ({}),
    async home => {
      const ask = createAskAccess(portsOf(anyAccess));
      await refusalOf(ask(s3Place, undefined));
      const keys = 'aws_access_key_id = a\naws_secret_access_key = b\n';
      await writeFiles(home, { '.aws/credentials': `[default]\n${keys}` });
      assert.equal((await ask(s3Place, undefined)).source, 'profile default');
    },
  ));

/** Set up so that a service is asked that never answers. */
const waiting = (home: string) => ({
  AWS_WEB_IDENTITY_TOKEN_FILE: `${home}/token`,
  AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/reader',
  AWS_REGION: 'us-east-1',
  GOOGLE_APPLICATION_CREDENTIALS: `${home}/user.json`,
  AZURE_TENANT_ID: '11111111-2222-3333-4444-555555555555',
  AZURE_CLIENT_ID: '11111111-2222-3333-4444-555555555555',
  AZURE_CLIENT_SECRET: 'secret',
});

for (const place of [s3Place, gcsPlace, azurePlace]) {
  test(`asking for ${place.url} ends with its signal, and so does the request`, () =>
    withHome(waiting, async home => {
      const user = {
        type: 'authorized_user',
        client_id: 'c',
        client_secret: 's',
        refresh_token: 'r',
      };
      await writeFiles(home, { token: 'token', 'user.json': JSON.stringify(user) });
      const abort = new AbortController();
      const reason = new Error('the user has seen enough');
      const onAsked = () => {
        abort.abort(reason);
        return undefined;
      };
      await withSignInWorld(onAsked, async world => {
        const { route, questions } = world;
        const ask = createAskAccess(portsOf(anyAccess, route));
        await assert.rejects(ask(place, undefined, abort.signal), reason);
        await world.allClosed();
        assert.equal(questions.length, 1);
      });
    }));
}
