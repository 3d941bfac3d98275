import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitGap } from '../../../shared/manifest/rules/splitGap';
import { ManifestDocument } from '../../../shared/manifest/manifestDocument';
import { validateManifest } from '../../../shared/manifest/validateManifest';

/** The files of one list, and what is missing between them. */
const lists: readonly (readonly [readonly string[], readonly string[]])[] = [
  [['a.avro', 'b.avro'], []],
  [['a-000.avro', 'a-001.avro'], []],
  [['a-001.avro', 'a-000.avro'], []],
  [['a-001.avro', 'a-002.avro'], []],
  [['a-000.avro', 'b-002.avro'], []],
  [['a-000.avro', 'a-002.avro'], ['a-001.avro']],
  [['a-005.avro', 'a-000.avro', 'a-001.avro'], ['a-002.avro']],
  [['a-998.avro', 'a-999.avro', 'a-1000.avro'], []],
  // Ids end as they like.
  [['matchedEvents/Page/x-12.avro', 'matchedEvents/Page/x-77.avro'], []],
];

for (const [files, missing] of lists) {
  test(`split files ${files.join(', ')} lack ${missing.join(', ') || 'nothing'}`, () => {
    const text = JSON.stringify({ exports: [{ pageDefinitionsFile: files }] });
    const findings = validateManifest(ManifestDocument.of(text), { rules: [splitGap] });
    assert.deepEqual(
      findings.map(({ message }) => /^`(.*)`/.exec(message)?.[1]),
      missing,
    );
  });
}
