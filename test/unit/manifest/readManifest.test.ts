import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson } from '../../../shared/json/parseJson';
import { readBillOfMaterials, readManifest } from '../../../shared/manifest/readManifest';
import type { ManifestEntry } from '../../../shared/manifest/types';

const day = '2023-02-22T00:00:00Z';

test('an entry as Pendo documents it', () => {
  const entry = entryOf(`
    "exportType": ["Retroactive"], "finishTime": "2023-02-23T07:45:51.123456789", "storageSize": 99,
    "application": {"displayName": "CRM", "id": "-323232"},
    "subscription": {"displayName": "Acme", "id": "9007199254740993"},
    "pageDefinitionsFile": ["allpages-000.avro", "allpages-001.avro"], "guideDefinitionsFile": [],
    "timeDependent": [{"periodId": "${day}", "allEvents": {"eventCount": 7, "files": ["a.avro"]},
      "matchedEvents": [{"eventCount": 0, "files": [], "id": "Page/a", "type": "Page"}]}]`);
  assert.deepEqual(entry.exportType, ['Retroactive']);
  assert.equal(entry.finishTime, '2023-02-23T07:45:51.123456789');
  assert.equal(entry.application?.id, '-323232');
  assert.equal(entry.subscription?.id, '9007199254740993');
  assert.deepEqual(entry.definitions.pages?.files, ['allpages-000.avro', 'allpages-001.avro']);
  assert.deepEqual(entry.definitions.guides?.files, []);
  assert.equal(entry.definitions.features, null);
  const [period] = entry.periods;
  assert.equal(period?.periodId, day);
  assert.deepEqual(period.allEvents?.files, ['a.avro']);
  assert.equal(period.matched[0]?.matchableId, 'Page/a');
  assert.deepEqual(period.matched[0]?.files, []);
});

test('ids that are numbers keep the digits of the file', () => {
  const entry = entryOf('"application": {"id": -323232}, "subscription": {"id": 9007199254740993}');
  assert.equal(entry.application?.id, '-323232');
  assert.equal(entry.subscription?.id, '9007199254740993');
});

test('absent and null mean the same', () => {
  for (const text of ['', '"exportType": null, "timeDependent": null, "accounts": null']) {
    const entry = entryOf(text);
    assert.equal(entry.exportType, null);
    assert.deepEqual(entry.periods, []);
    assert.equal(entry.accounts, null);
    assert.equal(entry.finishTime, null);
  }
});

test('an exportType that nobody knows is kept', () => {
  assert.deepEqual(entryOf('"exportType": ["Backfill"]').exportType, ['Backfill']);
});

test('a list of files may be a single string', () => {
  const entry = entryOf('"visitors": {"files": "visitors.avro"}, "metadataSchemaFile": "m.avro"');
  assert.deepEqual(entry.visitors?.files, ['visitors.avro']);
  assert.deepEqual(entry.metadataSchema?.files, ['m.avro']);
});

test('period ids are canonical, whatever their spelling', () => {
  const spellings = ['2023-02-22T00:00:00', '2023-02-22T00:00:00.000Z', '2023-02-22'];
  const periods = spellings.map(spelling => `{"periodId": "${spelling}"}`);
  const entry = entryOf(`"timeDependent": [${periods.join(',')}]`);
  assert.deepEqual(
    entry.periods.map(({ periodId }) => periodId),
    [day, day, day],
  );
});

test('the export id is the last segment of rootUrl, with or without a slash behind it', () => {
  for (const url of ['gs://b/datasync/1/2/aa', 's3://b/p/aa//', 'https://h/c/aa?sig=x/y']) {
    const document = parseJson(JSON.stringify({ exports: [{ counter: 1, rootUrl: url }] }));
    assert.equal(readManifest(document).exports[0]?.exportId, 'aa');
  }
});

test('the family is told by content, then by the folder', () => {
  const familyOf = (entry: string, folder?: string) =>
    readManifest(
      parseJson(`{"exports": [{"counter": 1, "rootUrl": "gs://b/a" ${entry}}]}`),
      folder === undefined ? {} : { folder },
    ).family;
  assert.equal(familyOf(', "accounts": {"files": []}'), 'accounts');
  assert.equal(familyOf(', "visitors": {"files": []}', 'account'), 'visitors');
  assert.equal(familyOf(', "timeDependent": [{"periodId": "2023-02-22"}]', 'visitor'), 'events');
  assert.equal(familyOf('', 'account'), 'accounts');
  assert.equal(familyOf('', '-323232'), 'events');
});

test('ids without type take it from beside; the same period twice stays twice', () => {
  const entry = entryOf(`"timeDependent": [{"periodId": "${day}"}, {"periodId": "${day}",
    "matchedEvents": [{"id": "a", "type": "Feature", "files": []}]}]`);
  assert.equal(entry.periods.length, 2);
  assert.equal(entry.periods[1]?.matched[0]?.matchableId, 'Feature/a');
});

/** What the model cannot hold is named, never dropped in silence. */
const unreadable: readonly (readonly [entry: string, message: RegExp, fatal?: boolean])[] = [
  ['{"rootUrl": "gs://b/a"}', /counter/],
  ['{"counter": -1, "rootUrl": "gs://b/a"}', /counter/],
  ['{"counter": 1.5, "rootUrl": "gs://b/a"}', /counter/],
  ['{"counter": "1", "rootUrl": "gs://b/a"}', /counter/],
  ['{"counter": 1}', /rootUrl/],
  ['{"counter": 1, "rootUrl": "gs://b/.."}', /rootUrl/],
  ['7', /counter/],
  [period('{"periodId": "2023-02-30T00:00:00Z"}'), /periodId/],
  [period('{"periodId": "2023-02-22T05:00:00Z"}'), /periodId/],
  [period('{}'), /periodId/],
  [period(`{"periodId": "${day}", "allEvents": {"eventCount": 3}}`), /files/],
  [period(`{"periodId": "${day}", "matchedEvents": [{"id": "Page/a"}]}`), /files/],
  [period(`{"periodId": "${day}", "matchedEvents": [{"files": []}]}`), /id/],
  [period(`{"periodId": "${day}", "matchedEvents": {}}`), /matchedEvents/],
  [period(`{"periodId": "${day}", "matchedEvents": [{"id": "Page/a", "files": [7]}]}`), /path/],
  [period(`{"periodId": "${day}", "matchedEvents": [{"id": "Segment/a"}]}`), /Segment/, false],
];

for (const [entry, message, fatal = true] of unreadable) {
  test(`unread, not dropped: ${entry}`, () => {
    const { unread = [] } = readManifest(parseJson(`{"exports": [${entry}]}`));
    assert.equal(unread.length, 1);
    assert.match(unread[0]?.message ?? '', message);
    assert.equal(unread[0]?.fatal, fatal);
  });
}

test('a bill of materials on its own', () => {
  const bill = readBillOfMaterials(
    parseJson(`{"numberOfFiles": 1, "timeDependent": [{"periodId": "${day}"}, {}]}`),
  );
  assert.equal(bill.numberOfFiles, 1);
  assert.equal(bill.periods.length, 1);
  assert.equal(bill.unread?.length, 1);
});

function entryOf(members: string): ManifestEntry {
  const rest = members === '' ? '' : `, ${members}`;
  const text = `{"exports": [{"counter": 412, "rootUrl": "gs://b/datasync/1/2/aa"${rest}}]}`;
  const { exports, unread } = readManifest(parseJson(text));
  assert.equal(unread, undefined);
  const entry = exports[0];
  assert.ok(entry);
  return entry;
}

function period(text: string): string {
  return `{"counter": 1, "rootUrl": "gs://b/a", "timeDependent": [${text}]}`;
}
