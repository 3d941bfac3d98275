import assert from 'node:assert/strict';
import { mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import Ajv from 'ajv';
import { DocumentChecker } from '../../shared/validation/checkDocument';
import { articleBillOfMaterials } from '../support/articleSamples';
import { hasCode } from '../support/hasCode';
import { withTemporaryFolder } from '../support/temporaryFolder';
import { firstFile, serious, validate, validateJson, withDestination } from '../support/validating';

test('a sound destination has no errors and no warnings', () =>
  withDestination([], async folder => {
    const { code, findings } = await validateJson(folder);
    assert.equal(code, 0);
    assert.deepEqual(serious(findings), []);
  }));

test('a listed file that is missing is an error in manifest and bill of materials', () =>
  withDestination([{ kind: 'missing-file', count: 1 }], async folder => {
    const { code, findings } = await validateJson(folder);
    assert.equal(code, 1);
    assert.deepEqual(
      serious(findings).map(finding => [path.basename(finding.file), finding.code]),
      [
        ['exportmanifest.json', 'manifest.file-missing'],
        ['billofmaterials.json', 'manifest.file-missing'],
      ],
    );
  }));

test('duplicate counters are an error; a gap is information', () =>
  withDestination(
    [
      { kind: 'duplicate-counter', count: 1 },
      { kind: 'gap', count: 1 },
    ],
    async folder => {
      const { findings } = await validateJson(folder);
      assert.deepEqual(
        serious(findings).map(({ code }) => code),
        ['manifest.duplicate-counter'],
      );
      assert.ok(findings.some(({ code }) => code === 'manifest.counter-gap'));
    },
  ));

test('a bill of materials that differs from its manifest entry', () =>
  withDestination([], async folder => {
    const bill = await firstFile(folder, 'billofmaterials.json');
    const text = await readFile(bill, 'utf8');
    await writeFile(bill, text.replace(/"numberOfFiles": \d+/, '"numberOfFiles": 99'));
    const { findings } = await validateJson(folder);
    const found = serious(findings);
    assert.deepEqual(
      found.map(({ file, code }) => [file, code]),
      [[bill, 'manifest.bill-of-materials-differs']],
    );
    assert.match(found[0]?.message ?? '', /`numberOfFiles`.*99 here/);
  }));

test('a manifest in the folder of another application', () =>
  withDestination([], async folder => {
    const manifest = await firstFile(folder, 'exportmanifest.json');
    const application = path.dirname(manifest);
    await rename(application, path.join(path.dirname(application), '4711'));
    const { findings } = await validateJson(folder);
    assert.ok(findings.some(({ code }) => code === 'manifest.folder-differs'));
    assert.ok(serious(findings).every(({ code }) => code === 'manifest.folder-differs'));
  }));

test('exports that were loaded and deleted are information', () =>
  withDestination([], async folder => {
    const bill = await firstFile(folder, 'billofmaterials.json');
    await rm(path.dirname(bill), { recursive: true });
    const { code, findings } = await validateJson(folder);
    assert.equal(code, 0);
    assert.ok(findings.some(finding => finding.code === 'manifest.export-files-missing'));
  }));

test('text: one line a finding, files apart, a summary at the end', () =>
  withTemporaryFolder(async folder => {
    await mkdir(path.join(folder, 'a'));
    await writeFile(path.join(folder, 'a', 'billofmaterials.json'), articleBillOfMaterials);
    await writeFile(
      path.join(folder, 'exportmanifest.json'),
      '{"exports": [{"counter": 7, "rootUrl": "gs://b/x"},\n {"counter": 7, "rootUrl": "gs://b/y"}]}',
    );
    const { code, stdout } = await validate(['.'], folder);
    assert.equal(code, 1);
    const lines = stdout.split('\n');
    const errors = lines.filter(line => line.includes(' error '));
    assert.deepEqual(errors, [
      'exportmanifest.json:2:14 error manifest.duplicate-counter counter 7 is used twice (also at line 1)',
      `${path.join('a', 'billofmaterials.json')}:26:41 error manifest.missing-comma a comma is missing before the next member`,
      `${path.join('a', 'billofmaterials.json')}:41:10 error manifest.trailing-comma a comma stands behind the last item`,
      `${path.join('a', 'billofmaterials.json')}:43:6 error manifest.missing-bracket 2 closing brackets are missing at the end of the document: \`]}\` (also at lines 24, 1)`,
    ]);
    assert.match(stdout, /\n\n[^\n]*billofmaterials\.json/);
    assert.match(stdout, /\n2 files checked: 4 errors, \d+ information(, \d+ hints?)?\n$/);
  }));

test('hints beyond the first of a kind are counted, and listed on request', () =>
  withTemporaryFolder(async folder => {
    const exports = Array.from({ length: 9 }, (_, index) => ({ counter: index * 2 + 1 }));
    await writeFile(path.join(folder, 'exportmanifest.json'), JSON.stringify({ exports }));
    const brief = await validate(['exportmanifest.json'], folder);
    const all = await validate(['exportmanifest.json', '--all'], folder);
    const gaps = (text: string) => text.match(/:\d+ information manifest.counter-gap/g)?.length;
    assert.match(brief.stdout, /and 7 more information manifest.counter-gap \(--all lists them\)/);
    assert.deepEqual([gaps(brief.stdout), gaps(all.stdout)], [1, 8]);
  }));

test('--fail-on decides from which level on the exit code is 1', () =>
  withTemporaryFolder(async folder => {
    const text = soundText().replace('"counter":1', '"counter":0');
    await writeFile(path.join(folder, 'exportmanifest.json'), text);
    assert.equal((await validate(['.'], folder)).code, 0);
    assert.equal((await validate(['.', '--fail-on', 'warning'], folder)).code, 1);
    assert.equal((await validate(['.', '--fail-on', 'never'], folder)).code, 2);
  }));

test('SARIF is valid against the schema of 2.1.0', () =>
  withDestination([{ kind: 'duplicate-counter', count: 1 }], async folder => {
    await writeFile(path.join(folder, 'ü b.exportmanifest.json'), '{"exports": [}');
    const { stdout } = await validate(['.', '--format', 'sarif'], folder);
    const schema = await readFile(path.join(__dirname, fixtures, 'sarif-2.1.0.json'), 'utf8');
    // Draft 4 with patterns that no engine takes in Unicode mode.
    const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false });
    const isValid = ajv.compile(withoutDialect(schema));
    assert.ok(isValid(JSON.parse(stdout)), JSON.stringify(isValid.errors));
    assert.match(stdout, /"uri": "%C3%BC%20b.exportmanifest.json"/);
    assert.match(stdout, /"relatedLocations"/);
  }));

test('a file may have any name; others are found by name, each once', () =>
  withTemporaryFolder(async folder => {
    await writeFile(path.join(folder, 'copy.json'), '{"exports": [{"counter": 0}]}');
    await writeFile(path.join(folder, 'x.exportmanifest.json'), soundText());
    await writeFile(path.join(folder, 'notes.json'), '{');
    await symlink(folder, path.join(folder, 'again'));
    assert.match((await validate(['copy.json'], folder)).stdout, /counter-zero/);
    assert.match((await validate(['.', folder], folder)).stdout, /^.*1 file checked/m);
  }));

test('what cannot be read is one clear line', () =>
  withTemporaryFolder(async folder => {
    const said = async (...args: string[]) => (await validate(args, folder)).stderr;
    assert.match(await said('nowhere'), /^error storage.not-found: .*nowhere.*does not exist\n$/);
    assert.match(await said('.'), /^error storage.no-destination: no exportmanifest.json or .*\n$/);
    assert.match(await said(), /^error cli.usage: .*\n$/);
    await writeFile(path.join(folder, 'exportmanifest.json'), '<html><title>Sign in</title>');
    const { stdout } = await validate(['.'], folder);
    assert.match(stdout, /^exportmanifest.json:1:1 error manifest.not-json .*HTML page: Sign in\n/);
  }));

test('a found file that cannot be read is a finding; one that the user named is a failure', () =>
  withTemporaryFolder(async folder => {
    const location = path.join(folder, 'exportmanifest.json');
    const found = { path: location, shown: 'm.json', kind: 'exportManifest' } as const;
    const findings = await new DocumentChecker({ now: () => new Date(0) }).check({
      ...found,
      isNamed: false,
    });
    assert.deepEqual(
      findings.map(({ file, line, code, level }) => [file, line, code, level]),
      [['m.json', 1, 'storage.not-found', 'error']],
    );
    const named = new DocumentChecker({ now: () => new Date(0) }).check({
      ...found,
      isNamed: true,
    });
    await assert.rejects(named, hasCode('storage.not-found'));
  }));

test('bytes that are no UTF-8 are an error at their place', () =>
  withTemporaryFolder(async folder => {
    const text = soundText().replace('Acme', 'Caf\u00e9');
    await writeFile(path.join(folder, 'exportmanifest.json'), Buffer.from(text, 'latin1'));
    const { findings } = await validateJson(folder);
    assert.deepEqual(
      serious(findings).map(({ code, column }) => [code, column]),
      [['manifest.bad-encoding', text.indexOf('\u00e9') + 1]],
    );
  }));

const fixtures = '../../../test/fixtures';

function withoutDialect(schema: string): object {
  const { $schema, id, ...rest } = JSON.parse(schema) as Record<string, unknown>;
  assert.ok($schema !== undefined && id !== undefined);
  return rest;
}

function soundText(): string {
  const id = { displayName: 'Acme', id: '2' };
  return JSON.stringify({
    exports: [
      {
        application: id,
        counter: 1,
        exportType: null,
        finishTime: '2023-02-23T07:45:51Z',
        numberOfFiles: 0,
        rootUrl: 'gs://b/x',
        storageSize: 0,
        subscription: id,
        timestamp: '2023-02-23T07:41:00Z',
      },
    ],
    generatedTime: '2023-02-23T08:00:00Z',
  });
}
