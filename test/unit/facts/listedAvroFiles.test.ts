import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listedAvroFiles } from '../../../shared/facts/listedAvroFiles';
import { parseJson } from '../../../shared/json/parseJson';
import { readExportView } from '../../../shared/manifest/exportView';

const bill = {
  pageDefinitionsFile: ['allpages-000.avro', 'allpages-001.avro'],
  featureDefinitionsFile: 'allfeatures.avro',
  guideDefinitionsFile: ['allguides.avro'],
  timeDependent: [
    {
      allEvents: { files: ['allevents.avro'] },
      matchedEvents: [{ id: 'Page/a', files: ['m/a.avro', 'm/a.avro', 'allpages-000.avro'] }],
    },
  ],
};

test('each listed file once, with what is asked of it', () => {
  const listed = listedAvroFiles(viewOf(bill), 'own');
  assert.ok(listed.every(({ exportId }) => exportId === 'own'));
  assert.deepEqual(
    listed.map(({ path, question }) => `${path} ${question}`),
    [
      'allpages-000.avro Page',
      'allpages-001.avro Page',
      'allfeatures.avro Feature',
      'allguides.avro columns',
      'allevents.avro periods',
      'm/a.avro periods',
    ],
  );
});

test('the folder that a rootUrl names goes before the own one; without either nothing can be found', () => {
  const rootUrl = 'gs://b/datasync/1/2/aa';
  const [first] = listedAvroFiles(viewOf({ ...bill, rootUrl }), 'own');
  assert.equal(first?.exportId, 'aa');
  assert.deepEqual(listedAvroFiles(viewOf(bill)), []);
});

function viewOf(value: object) {
  const document = parseJson(JSON.stringify(value));
  return readExportView(document, document.root, false);
}
