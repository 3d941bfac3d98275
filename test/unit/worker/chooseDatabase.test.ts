import assert from 'node:assert/strict';
import { test } from 'node:test';

import { databaseFile } from '../../../shared/sync/databaseFiles';
import { chooseDatabase } from '../../../shared/worker/chooseDatabase';
import { hasCode } from '../../support/hasCode';

const folder = '/db';
const database = (subscription: string, application: string) =>
  databaseFile(folder, subscription, application);
const [one, account, visitor] = ['-323232', 'account', 'visitor'].map(id => database('1', id));
const elsewhere = [database('2', '-323232'), database('2', 'visitor'), database('2', '7')];

test('the only application is main; accounts and visitors of its subscription are attached', () => {
  const databases = [one, account, visitor, database('2', 'visitor')].filter(isThere);
  assert.deepEqual(chooseDatabase(databases, undefined, folder), {
    main: one,
    attached: [account, visitor],
  });
});

test('an id that is in one subscription only needs no more', () => {
  const databases = [one, ...elsewhere].filter(isThere);
  assert.equal(chooseDatabase(databases, '7', folder).main.subscription, '2');
});

test('visitors may be main', () => {
  const databases = [one, account, visitor].filter(isThere);
  assert.deepEqual(chooseDatabase(databases, 'visitor', folder), {
    main: visitor,
    attached: [account],
  });
});

test('without applications the only database is main', () => {
  assert.equal(chooseDatabase([visitor].filter(isThere), undefined, folder).main, visitor);
});

test('several and none named lists them', () => {
  const databases = [one, account, ...elsewhere].filter(isThere);
  assert.throws(
    () => chooseDatabase(databases, undefined, folder),
    hasCode('cli.usage', /^there are 3 databases; .*: 1\/-323232, 2\/-323232, 2\/7$/),
  );
});

test('an id of two subscriptions asks for the subscription', () => {
  const databases = [one, ...elsewhere].filter(isThere);
  assert.throws(
    () => chooseDatabase(databases, '-323232', folder),
    hasCode('cli.usage', /in several subscriptions; .*: 1\/-323232, 2\/-323232$/),
  );
  assert.equal(chooseDatabase(databases, '2/-323232', folder).main.subscription, '2');
});

test('an unknown id lists what there is', () => {
  assert.throws(
    () => chooseDatabase([one].filter(isThere), '9', folder),
    hasCode('cli.usage', /no database of application "9"; .*: 1\/-323232$/),
  );
});

test('an empty folder asks for a sync', () => {
  assert.throws(
    () => chooseDatabase([], undefined, folder),
    hasCode('engine.no-database', /^\/db: no local database here; run sync first$/),
  );
});

function isThere<T>(value: T | undefined): value is T {
  return value !== undefined;
}
