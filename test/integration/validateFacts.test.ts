import assert from 'node:assert/strict';
import { appendFile, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { runCommand } from '../../cli/runCommand';
import { validateVerb } from '../../cli/verbs/validate';
import { parseJson } from '../../shared/json/parseJson';
import { readExportView } from '../../shared/manifest/exportView';
import type { SimulationOptions } from '../../shared/simulator/options';
import { writeSimulation } from '../../shared/simulator/writeSimulation';
import { SeededRandom } from '../../shared/util/seededRandom';
import { memoryContext } from '../support/memoryContext';
import { scaled } from '../support/randomScale';
import { withTemporaryFolder } from '../support/temporaryFolder';
import { firstFile, serious, validateJson, withDestination } from '../support/validating';

test('a file that is there under another spelling is told by its name on disk, not as missing', () =>
  withDestination([], async folder => {
    const bill = await firstFile(folder, 'billofmaterials.json');
    const { allEvents } = await eventFiles(bill);
    const location = path.join(path.dirname(bill), allEvents);
    await rename(location, path.join(path.dirname(location), 'AllEvents.avro'));
    const { findings } = await validateJson(folder);
    assert.deepEqual(
      serious(findings).map(({ code, message }) => [code, message]),
      [0, 1].map(() => ['manifest.file-case-differs', 'the file is called `AllEvents.avro`']),
    );
  }));

test('a file that no list names is information, and so is a size that no longer fits', () =>
  withDestination([], async folder => {
    const bill = await firstFile(folder, 'billofmaterials.json');
    const { allEvents } = await eventFiles(bill);
    await writeFile(path.join(path.dirname(bill), 'left over.avro'), 'x');
    await appendFile(path.join(path.dirname(bill), allEvents), 'x');
    const { code, findings } = await validateJson(folder);
    assert.equal(code, 0);
    const told = findings.filter(({ level }) => level === 'information');
    const codes = new Set(told.map(finding => finding.code));
    assert.ok(codes.has('manifest.file-not-listed') && codes.has('manifest.storage-size-differs'));
    assert.match(told.map(({ message }) => message).join('\n'), /`left over.avro` lies in/);
  }));

test('a sound destination has no finding of what lies on disk', () =>
  withDestination([], async folder => {
    const { findings } = await validateJson(folder);
    const codes = new Set(findings.map(({ code }) => code));
    for (const kind of ['file-not-listed', 'storage-size-differs', 'number-of-files-differs']) {
      assert.ok(!codes.has(`manifest.${kind}`), kind);
    }
  }));

test('--deep: a sound destination has no errors and no warnings', () =>
  withDestination([], async folder => {
    const { findings } = await validateJson(folder, '--deep');
    assert.deepEqual(serious(findings), []);
    assert.ok(findings.every(({ code }) => code !== 'manifest.unknown-matchable'));
  }));

test('--deep: random sound destinations have no errors and no warnings', async () => {
  for (let seed = 1; seed <= scaled(100); seed++) {
    await withTemporaryFolder(async folder => {
      await writeSimulation(folder, randomOptions(seed));
      const { findings } = await validateJson(folder, '--deep');
      assert.deepEqual(serious(findings), [], `seed ${seed}`);
      assert.ok(findings.every(({ code }) => code !== 'manifest.unknown-matchable'));
    });
  }
});

for (const [kind, code, message] of [
  ['wrong-count', 'manifest.event-count-differs', /^eventCount is \d+, the file holds \d+ rows$/],
  ['truncated-file', 'manifest.file-damaged', /\.avro.*the file ends/],
  ['damaged-framing', 'manifest.file-damaged', /\.avro.*sync marker/],
] as const) {
  test(`--deep: ${kind} is an error in manifest and bill of materials`, () =>
    withDestination([{ kind, count: 1 }], async folder => {
      const shallow = await validateJson(folder);
      assert.deepEqual(serious(shallow.findings), []);
      const { code: exitCode, findings } = await validateJson(folder, '--deep');
      assert.equal(exitCode, 1);
      const found = serious(findings);
      assert.deepEqual(
        found.map(finding => finding.code),
        [code, code],
      );
      assert.match(found[0]?.message ?? '', message);
    }));
}

test('--deep: rows of another day in the files of a period', () =>
  withDestination([], async folder => {
    const bill = await firstFile(folder, 'billofmaterials.json');
    const text = await readFile(bill, 'utf8');
    const day = /"periodId": "([0-9-]+)/.exec(text)?.[1] ?? '';
    await writeFile(bill, text.replace(day, '2001-02-03'));
    const { findings } = await validateJson(folder, '--deep');
    const found = findings.filter(({ code }) => code === 'manifest.period-differs-in-file');
    assert.equal(found[0]?.message, `this file holds rows of ${day}, not only of 2001-02-03`);
  }));

test('--deep: a terminal shows how far it is, and nothing of it stays', () =>
  withDestination([], async folder => {
    const context = memoryContext({ cwd: folder, interactive: true });
    await runCommand(['validate', folder, '--deep'], [validateVerb], context);
    const { stdout, stderr } = context.text();
    assert.match(stderr, /export 1 of \d+, \d+ of \d+ files, .* of .*: \S/);
    assert.ok(stderr.endsWith('\r\u001b[K'));
    assert.doesNotMatch(stdout, /export 1 of/);
  }));

/** A few small applications, in all shapes. */
function randomOptions(seed: number): SimulationOptions {
  const random = new SeededRandom(seed);
  return {
    seed,
    days: random.between(1, 6),
    historyDays: random.between(1, 4),
    rows: random.below(60),
    matchables: random.below(6),
    applications: random.between(1, 2),
    capBytes: random.pick([16_000, 3e9]),
    firstCounter: random.pick([1, 412]),
    codec: random.pick(['null', 'deflate', 'snappy', 'zstandard']),
  };
}

/** The file of allEvents in the first period that has one. */
async function eventFiles(bill: string): Promise<{ readonly allEvents: string }> {
  const document = parseJson(await readFile(bill, 'utf8'));
  const view = readExportView(document, document.root, false);
  const allEvents = view.periods.flatMap(period => period.allEvents?.files ?? [])[0];
  assert.ok(allEvents !== undefined, bill);
  return { allEvents };
}
