import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson } from '../../../shared/json/parseJson';
import { textStart } from '../../../shared/json/textLayout';
import type { ManifestFacts } from '../../../shared/manifest/facts';
import type { Finding } from '../../../shared/manifest/rule';
import { elementsOf } from '../../../shared/manifest/exportView';
import { requireLoadable } from '../../../shared/manifest/readManifestText';
import { readManifest } from '../../../shared/manifest/readManifest';
import { ManifestDocument } from '../../../shared/manifest/manifestDocument';
import { validateManifest } from '../../../shared/manifest/validateManifest';
import { simulate } from '../../../shared/simulator/simulation';
import { SeededRandom } from '../../../shared/util/seededRandom';
import { scaled } from '../../support/randomScale';

test('sound destinations have no warning and no error, and can be loaded', async () => {
  for (let seed = 1; seed <= scaled(1000); seed++) {
    const findings = await findingsOf(seed);
    const serious = findings.filter(({ level }) => level === 'error' || level === 'warning');
    assert.deepEqual(serious, [], `seed ${seed}`);
  }
});

/** Simulates a small destination and validates all its documents with every fact there is. */
async function findingsOf(seed: number): Promise<Finding[]> {
  const random = new SeededRandom(seed);
  const texts = new Map<string, string>();
  const sizes = new Map<string, number>();
  const options = {
    seed,
    days: random.between(1, 14),
    historyDays: random.between(1, 4),
    rows: random.chance(0.1) ? 400 : random.below(13),
    matchables: random.below(6),
    applications: 1,
    capBytes: random.pick([16_000, 3e9]),
    firstCounter: random.pick([1, 412]),
  };
  for await (const { path, chunks } of simulate(options)) {
    const parts = [...chunks];
    sizes.set(path, Buffer.concat(parts).length);
    if (path.endsWith('.json')) texts.set(path, Buffer.concat(parts).toString());
  }
  return [...texts].flatMap(([path, text]) => validate(path, text, { texts, sizes }));
}

interface Files {
  readonly texts: ReadonlyMap<string, string>;
  readonly sizes: ReadonlyMap<string, number>;
}

function validate(path: string, text: string, { texts, sizes }: Files): readonly Finding[] {
  const [datasync, subscription = '', application = '', exportId] = path.split('/');
  const folder = [datasync, subscription, application].join('/');
  const document = parseJson(text);
  const isBill = path.endsWith('billofmaterials.json');
  if (!isBill) requireLoadable(document, readManifest(document));
  const facts: ManifestFacts = {
    subscription,
    application,
    now: Date.UTC(2024, 11, 24),
    fileSize: (id, file) => sizes.get(`${folder}/${id}/${file}`) ?? null,
    filesOf: id => avroFilesBelow(`${folder}/${id}/`, sizes),
    ...(isBill && exportId !== undefined ? { exportId } : {}),
    ...(isBill ? entryFact(texts.get(`${folder}/exportmanifest.json`), exportId) : {}),
  };
  return validateManifest(ManifestDocument.of(text), { facts });
}

function entryFact(text: string | undefined, exportId: string | undefined) {
  const document = parseJson(text ?? '');
  const list = document.property(document.root, 'exports');
  const node = elementsOf(document, list).find(entry =>
    document.stringValue(document.property(entry, 'rootUrl'))?.endsWith(`/${exportId}`),
  );
  return node === undefined ? {} : { manifestEntry: { document, node, place: textStart } };
}

function avroFilesBelow(folder: string, sizes: ReadonlyMap<string, number>): string[] {
  return [...sizes.keys()]
    .filter(path => path.startsWith(folder) && path.endsWith('.avro'))
    .map(path => path.slice(folder.length));
}
