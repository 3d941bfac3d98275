import assert from 'node:assert/strict';
import { test } from 'node:test';
import Ajv from 'ajv';
import { jsonSchemaOf } from '../../../shared/manifest/jsonSchema';
import type { ManifestFileKind } from '../../../shared/manifest/types';
import { simulate } from '../../../shared/simulator/simulation';
import { scaled } from '../../support/randomScale';

const ajv = new Ajv({ strict: true, allowUnionTypes: true });
const isManifest = ajv.compile(jsonSchemaOf('exportManifest'));
const isBill = ajv.compile(jsonSchemaOf('billOfMaterials'));

test('simulated manifests and bills of materials fit their schemas', async () => {
  let count = 0;
  for (let seed = 1; seed <= scaled(100); seed++) {
    const options = { seed, days: 9, historyDays: 2, rows: 3, matchables: 3, applications: 1 };
    for await (const { path, chunks } of simulate(options)) {
      if (!path.endsWith('.json')) continue;
      const value: unknown = JSON.parse(Buffer.concat([...chunks]).toString());
      const check = path.endsWith('exportmanifest.json') ? isManifest : isBill;
      assert.ok(check(value), `seed ${seed} ${path}: ${ajv.errorsText(check.errors)}`);
      count++;
    }
  }
  assert.ok(count > 100);
});

/** What no loader can read. */
const wrong: readonly (readonly [ManifestFileKind, unknown])[] = [
  ['exportManifest', {}],
  ['exportManifest', { exports: {} }],
  ['exportManifest', { exports: [{ counter: '412', rootUrl: 'gs://b/x' }] }],
  ['exportManifest', { exports: [{ counter: 412 }] }],
  ['exportManifest', { exports: [{ counter: -1, rootUrl: 'gs://b/x' }] }],
  ['billOfMaterials', []],
  ['billOfMaterials', { timeDependent: [{}] }],
  ['billOfMaterials', { timeDependent: [{ periodId: '2023-02-22T05:00:00Z' }] }],
  ['billOfMaterials', { pageDefinitionsFile: [1] }],
];

for (const [kind, value] of wrong) {
  test(`no ${kind}: ${JSON.stringify(value)}`, () => {
    assert.equal((kind === 'exportManifest' ? isManifest : isBill)(value), false);
  });
}
