import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AvroFileFact } from '../../../shared/manifest/facts';
import { schemaDiffers } from '../../../shared/manifest/rules/schemaDiffers';
import { ManifestDocument } from '../../../shared/manifest/manifestDocument';
import { validateManifest } from '../../../shared/manifest/validateManifest';

type Columns = Readonly<Record<string, string>>;

const text = JSON.stringify({
  exports: [
    { counter: 8, rootUrl: 'gs://b/later', pageDefinitionsFile: ['a.avro'] },
    { counter: 7, rootUrl: 'gs://b/earlier', pageDefinitionsFile: ['a.avro'] },
  ],
});

/** The columns of the export before and after, and what is said of the later one. */
const cases: readonly (readonly [Columns, Columns, string | undefined])[] = [
  [{ id: '"string"' }, { id: '"string"' }, undefined],
  [{ a: '"int"', b: '"int"' }, { b: '"int"', a: '"int"' }, undefined],
  [{ id: '"string"' }, { id: '"string"', name: '"string"' }, 'new name'],
  [{ id: '"string"', name: '"string"' }, { id: '"string"' }, 'gone name'],
  [{ id: '"int"' }, { id: '"long"' }, 'changed id ("int" → "long")'],
  [{ a: '"int"' }, { b: '"int"' }, 'new b; gone a'],
];

for (const [before, after, change] of cases) {
  test(`columns ${Object.keys(before).join()} then ${Object.keys(after).join()}: ${change}`, () => {
    const findings = findingsOf({ earlier: before, later: after });
    const message = `the columns differ from the file before: ${change}`;
    assert.deepEqual(
      findings.map(finding => finding.message),
      change === undefined ? [] : [message],
    );
    // By counter, not by the order in the file.
    for (const { start, related } of findings) assert.ok(start < (related[0]?.start ?? 0));
  });
}

test('a file that nobody could read changes nothing', () => {
  assert.deepEqual(findingsOf({ later: { id: '"string"' } }), []);
});

function findingsOf(columnsOf: Readonly<Partial<Record<string, Columns>>>) {
  const avroFile = (exportId: string): AvroFileFact | undefined => {
    const columns = columnsOf[exportId];
    if (!columns) return undefined;
    return { kind: 'read', rowCount: 1, columns: new Map(Object.entries(columns)), periods: [] };
  };
  return validateManifest(ManifestDocument.of(text), {
    rules: [schemaDiffers],
    facts: { avroFile },
  });
}
