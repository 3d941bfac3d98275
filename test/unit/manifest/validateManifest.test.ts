import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson } from '../../../shared/json/parseJson';
import { readManifest } from '../../../shared/manifest/readManifest';
import { ManifestDocument } from '../../../shared/manifest/manifestDocument';
import { validateManifest } from '../../../shared/manifest/validateManifest';
import { pathFault } from '../../../shared/storage/objectPath';
import { SeededRandom } from '../../../shared/util/seededRandom';
import { scaled } from '../../support/randomScale';

test('findings come by position, with lines and columns from 1', () => {
  const text = '{"exports": [\n  {"counter": 7, "rootUrl": "gs://b/x/"},\n  {"counter": 7}]}';
  const findings = validateManifest(ManifestDocument.of(text)).filter(
    ({ level }) => level === 'error',
  );
  assert.deepEqual(
    findings.map(({ line, column, endLine, endColumn, code }) => [
      `${line}:${column}-${endLine}:${endColumn}`,
      code,
    ]),
    [
      ['3:3-3:4', 'manifest.missing-key'],
      ['3:15-3:16', 'manifest.duplicate-counter'],
    ],
  );
  assert.equal(findings[1]?.related[0]?.line, 2);
});

test('levels can be changed and rules silenced, by code', () => {
  const document = ManifestDocument.of('{"exports": [{"counter": 0, "rootUrl": "gs://b/x"}]}');
  const levelsOf = (level: 'error' | 'off') =>
    validateManifest(document, { levels: { 'manifest.counter-zero': level } })
      .filter(({ code }) => code === 'manifest.counter-zero')
      .map(finding => finding.level);
  assert.deepEqual(levelsOf('error'), ['error']);
  assert.deepEqual(levelsOf('off'), []);
});

test('of many findings of one rule the first are listed, and the last says how many more', () => {
  const exports = Array.from({ length: 30 }, () => ({ counter: 1, rootUrl: 'gs://b/x' }));
  const findings = validateManifest(ManifestDocument.of(JSON.stringify({ exports })), {
    limit: 10,
  });
  const twins = findings.filter(({ code }) => code === 'manifest.duplicate-counter');
  assert.equal(twins.length, 10);
  assert.match(twins[9]?.message ?? '', /19 more findings/);
});

test('an HTML page has one finding', () => {
  const findings = validateManifest(ManifestDocument.of('<html>\n<body>{"exports": [,]}</body>'));
  assert.deepEqual(
    findings.map(({ code, line, column }) => [code, line, column]),
    [['manifest.not-json', 1, 1]],
  );
});

test('a misspelt key is not also a missing one', () => {
  const text = '{"exports": [{"Counter": 7, "rootURL": "gs://b/x"}]}';
  const findings = validateManifest(ManifestDocument.of(text)).filter(
    ({ level }) => level === 'error',
  );
  assert.deepEqual(
    findings.map(({ code, message }) => [code, message]),
    [
      ['manifest.misspelt-key', '`Counter` is not known: did you mean `counter`?'],
      ['manifest.misspelt-key', '`rootURL` is not known: did you mean `rootUrl`?'],
    ],
  );
});

test('every path that storage would refuse is an error', () => {
  const paths = [
    '../a.avro',
    '/a.avro',
    'a//b.avro',
    'c:a.avro',
    'gs://b/a.avro',
    '.. /a',
    'a\\b',
    '',
  ];
  const odd = ['a\u0001.avro', './a.avro', '...', 'a/..', 'é b/ü.avro', '.hidden/a.avro', 'a.avro'];
  for (const path of [...paths, ...odd]) {
    const text = JSON.stringify({ exports: [{ pageDefinitionsFile: [path] }] });
    const findings = validateManifest(ManifestDocument.of(text));
    const isFlagged = findings.some(({ code }) => code === 'manifest.unsafe-path');
    assert.equal(isFlagged, pathFault(path) !== undefined, JSON.stringify(path));
  }
});

test('a manifest cut or flipped anywhere is read and checked without a throw', () => {
  const sound = JSON.stringify(soundManifest(), null, 1);
  for (let seed = 1; seed <= scaled(3000); seed++) {
    const random = new SeededRandom(seed);
    const at = random.below(sound.length);
    const flipped = String.fromCharCode(sound.charCodeAt(at) ^ (1 << random.below(7)));
    const text = random.chance(0.5) ? sound.slice(0, at) : replaced(sound, at, flipped);
    const document = parseJson(text);
    readManifest(document);
    for (const { start, end, line, column } of validateManifest(ManifestDocument.of(text))) {
      assert.ok(start <= end && end <= text.length && line >= 1 && column >= 1, `seed ${seed}`);
    }
  }
});

test('a manifest cut off anywhere has one error, at its end', () => {
  const sound = JSON.stringify(soundManifest(), null, 1);
  for (let seed = 1; seed <= scaled(2000); seed++) {
    const text = sound.slice(0, 1 + new SeededRandom(seed).below(sound.length - 1));
    const errors = validateManifest(ManifestDocument.of(text, 'exportManifest')).filter(
      ({ level }) => level === 'error',
    );
    const lastLine = text.trimEnd().lastIndexOf('\n');
    assert.equal(errors.length, 1, `seed ${seed}: ${text.slice(-80)}`);
    assert.ok((errors[0]?.start ?? 0) >= lastLine, `seed ${seed}`);
  }
});

function replaced(text: string, at: number, by: string): string {
  return text.slice(0, at) + by + text.slice(at + 1);
}

function soundManifest(): object {
  const exports = [7, 8, 9].map(counter => ({
    application: { displayName: 'Acme "CRM" Å\t', id: '2' },
    counter,
    exportType: counter === 8 ? ['Retroactive'] : null,
    finishTime: '2023-02-23T07:45:51.123456789Z',
    numberOfFiles: 3,
    pageDefinitionsFile: ['allpages.avro'],
    rootUrl: `gs://b/datasync/1/2/e${counter}`,
    storageSize: 12.0e3,
    subscription: { displayName: 'Acme', id: '1' },
    timeDependent: [
      {
        ...(counter === 8 ? {} : { allEvents: { eventCount: 5, files: ['allevents.avro'] } }),
        matchedEvents: ['a', 'b'].map(id => ({
          eventCount: 2,
          files: [`matchedEvents/Page/${id}.avro`],
          id: `Page/${id}`,
          type: 'Page',
        })),
        periodId: '2023-02-22T00:00:00Z',
      },
    ],
    timestamp: '2023-02-23T07:41:00Z',
  }));
  return { exports, generatedTime: '2023-02-23T08:00:00Z' };
}
