import assert from 'node:assert/strict';
import { test } from 'node:test';

import { columnMask } from '../../../shared/masking/columnMask';
import { Pseudonyms } from '../../../shared/masking/pseudonyms';

const pseudonyms = new Pseudonyms('a key');
const value = (text: string) => pseudonyms.mask('value', text);

test('equal values have equal pseudonyms in a session, other values and other sessions have others', () => {
  assert.match(value('v1'), /^masked-[0-9a-f]{12}$/);
  assert.equal(value('v1'), value('v1'));
  assert.notEqual(value('v1'), value('v2'));
  assert.notEqual(value('v1'), new Pseudonyms('another').mask('value', 'v1'));
  assert.equal(value(''), '');
});

test('of JSON the leaves are masked, as they are where they stand alone, and the keys stay', () => {
  const json =
    '{"plan": "gold", "of": ["v1", 12345678901234567, true, null, ""], "a@b.example": {}}';
  assert.deepEqual(JSON.parse(value(json)), {
    plan: value('gold'),
    of: [value('v1'), value('12345678901234567'), true, null, ''],
    [value('a@b.example')]: {},
  });
  assert.match(value('{"broken": "v1"'), /^masked-/);
});

test('a text that JSON quotes is masked as what it says', () => {
  const leaf: unknown = JSON.parse(value(String.raw`["\u0076\u0031", "say \"v1\""]`));
  assert.deepEqual(leaf, [value('v1'), value('say "v1"')]);
});

test('of a URL the place stays, without who asks and what is asked', () => {
  const url = (text: string) => pseudonyms.mask('url', text);
  assert.equal(url('https://acme.example/a/b'), 'https://acme.example/a/b');
  assert.equal(url('https://acme.example/a?q=v1'), `https://acme.example/a?${value('q=v1')}`);
  assert.equal(url('https://acme.example/a#v1'), `https://acme.example/a#${value('v1')}`);
  assert.equal(url('https://jo:secret@acme.example/'), 'https://acme.example/');
  assert.equal(
    url('https://acme.example/u/jo%40acme.example/x'),
    `https://acme.example/u/${value('jo%40acme.example')}/x`,
  );
});

test('addresses are masked in whatever stands around them, in a time that grows with the text', () => {
  const mask = (text: string) => pseudonyms.mask('addresses', text);
  assert.equal(mask('by Jo <jo.e+x@acme.example>.'), `by Jo <${value('jo.e+x@acme.example')}>.`);
  assert.equal(mask('Dashboard @ home'), 'Dashboard @ home');
  assert.equal(mask(`${'a'.repeat(200_000)} @`).length, 200_002);
});

test('what is not known to say nothing of a person is masked', () => {
  const masks = (table: string, ...columns: readonly string[]) =>
    columns.map(column => columnMask(table, column));
  assert.deepEqual(
    masks('ALLEVENTS', 'visitorId', 'ACCOUNTID', 'remoteIp', 'userAgent', 'latitude', 'longitude'),
    Array.from({ length: 6 }, () => 'value'),
  );
  assert.deepEqual(masks('Page/abc', 'propertiesJson', 'somethingNew'), ['value', 'value']);
  assert.deepEqual(masks('ALLEVENTS', 'periodId', 'EVENTTYPE', '_row'), ['none', 'none', 'none']);
  assert.deepEqual(masks('ALLEVENTS', 'url', 'elementPath'), ['url', 'addresses']);
  assert.deepEqual(masks('VISITORS', 'id', 'agent_role', 'auto_firstvisit'), [
    'value',
    'value',
    'none',
  ]);
  assert.deepEqual(masks('PAGES', 'pageId', 'name', 'createdByUser'), [
    'none',
    'addresses',
    'value',
  ]);
  assert.deepEqual(masks('_pds_slices', 'rows'), ['addresses']);
});
