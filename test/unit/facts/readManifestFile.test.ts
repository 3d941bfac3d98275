import assert from 'node:assert/strict';
import { appendFile, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { readManifestFile } from '../../../shared/facts/readManifestFile';
import { ManifestDocument } from '../../../shared/manifest/manifestDocument';
import { SeededRandom } from '../../../shared/util/seededRandom';
import { hasCode } from '../../support/hasCode';
import { randomManifest } from '../../support/randomManifest';
import { scaled } from '../../support/randomScale';
import { withTemporaryFolder } from '../../support/temporaryFolder';

test('read from bytes, also wrong ones, the document is that of the text that they mean', () =>
  withTemporaryFolder(async folder => {
    const location = path.join(folder, 'exportmanifest.json');
    for (let seed = 1; seed <= scaled(2000); seed++) {
      const random = new SeededRandom(seed);
      const bytes = Buffer.from(randomManifest(random));
      for (let count = random.below(3); count > 0; count--) {
        bytes[random.below(bytes.length)] = random.below(256);
      }
      await writeFile(location, bytes);
      const { manifest, isUtf8 } = await readManifestFile(location, 'exportManifest');
      const text = bytes.toString('utf8');
      assert.equal(manifest.text, text, `seed ${seed}`);
      assert.deepEqual(
        outlineOf(manifest),
        outlineOf(ManifestDocument.of(text, 'exportManifest')),
        `seed ${seed}`,
      );
      assert.equal(isUtf8, Buffer.from(text).equals(bytes), `seed ${seed}`);
    }
  }));

test('a large file is read export by export, and whether it is UTF-8 wherever the reads part it', () =>
  withTemporaryFolder(async folder => {
    const location = path.join(folder, 'exportmanifest.json');
    const name = 'ü€😀'.repeat(300_000);
    const exports = [1, 2, 3].map(counter => ({ counter, name: `${'x'.repeat(counter)}${name}` }));
    await writeFile(location, JSON.stringify({ exports }));
    const { manifest, isUtf8 } = await readManifestFile(location);
    assert.equal(isUtf8, true);
    assert.deepEqual(JSON.parse(manifest.exports[2]?.json.text ?? ''), exports[2]);
    assert.equal(manifest.text, JSON.stringify({ exports }));
  }));

for (const [what, change] of [
  ['grew', (file: string) => appendFile(file, ' ')],
  ['shrank', (file: string) => truncate(file, 2_000_000)],
] as const) {
  test(`a file that ${what} since it was opened is read no more`, () =>
    withTemporaryFolder(async folder => {
      const location = path.join(folder, 'exportmanifest.json');
      const exports = Array.from({ length: 30_000 }, () => ({ rootUrl: 'x'.repeat(70) }));
      await writeFile(location, JSON.stringify({ exports }));
      const { manifest } = await readManifestFile(location);
      await change(location);
      const [first] = manifest.exports;
      assert.throws(() => first?.json, hasCode('storage.changed'));
    }));
}

function outlineOf(manifest: ManifestDocument): unknown {
  return manifest.exports.map(({ json, node, exportId }, index) => {
    return { text: json.rawText(node), exportId, place: manifest.placeOf(index) };
  });
}
