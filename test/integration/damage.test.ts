// Damaged manifests: whatever is cut off, flipped or typed, everyone who looks at it answers and lives on.
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import {
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DocumentDiagnosticReportKind,
  DocumentDiagnosticRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  type Diagnostic,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';

import { ManifestDocument } from '../../shared/manifest/manifestDocument';
import { notJson } from '../../shared/manifest/rules/notJson';
import { syntaxRules } from '../../shared/manifest/rules/syntax/index';
import { validatingManifest } from '../../shared/manifest/validateManifest';
import { SeededRandom } from '../../shared/util/seededRandom';
import type { Steps } from '../../shared/util/steps';
import { damagedBytes, randomEdit } from '../support/damage';
import { withLanguageClient, type LanguageClient } from '../support/languageClient';
import { largeManifest } from '../support/largeManifest';
import { scaled } from '../support/randomScale';
import { runCli } from '../support/runCli';
import { withTemporaryFolder } from '../support/temporaryFolder';

const capabilities = { textDocument: { diagnostic: {} } };

/** Far more than anything here takes: what is not there by then hangs. */
const patience = 120_000;

test('10 MB that are cut or flipped anywhere are answered about, and said to be broken when they are', async () => {
  const whole = Buffer.from(largeManifest(10_000_000));
  const code = await withLanguageClient({ capabilities }, async client => {
    for (let seed = 1; seed <= scaled(500); seed++) {
      const random = new SeededRandom(seed);
      const text = new TextDecoder().decode(damagedBytes(whole, random));
      const uri = await client.open(`untitled:${seed}.exportmanifest.json`, text);
      const { items } = await inTime(answers(client, uri, random), `seed ${seed}`);
      assert.equal(items.some(isOfSyntax), !isJson(text), `seed ${seed}`);
      assertPlaced(items, TextDocument.create(uri, 'json', 1, text), `seed ${seed}`);
      await close(client, uri);
    }
  });
  assert.equal(code, 0);
});

test('damage is no more work than a sound manifest is: so much text read, so many steps', () => {
  const whole = Buffer.from(largeManifest(10_000_000));
  const sound = workFor(whole.toString());
  for (let seed = 1; seed <= scaled(100); seed++) {
    const text = new TextDecoder().decode(damagedBytes(whole, new SeededRandom(seed)));
    const { units, steps } = workFor(text);
    assert.ok(units <= 2 * sound.units, `seed ${seed}: ${units} units, ${sound.units} when sound`);
    assert.ok(steps <= 2 * sound.steps, `seed ${seed}: ${steps} steps, ${sound.steps} when sound`);
  }
});

test('after any edits a document is answered about as if it had just been opened', async () => {
  const sound = largeManifest(40_000);
  await withLanguageClient({ capabilities }, async client => {
    for (let seed = 1; seed <= scaled(100); seed++) {
      const random = new SeededRandom(seed);
      const edited = await client.open(`untitled:${seed}.exportmanifest.json`, sound);
      let document = TextDocument.create(edited, 'json', 1, sound);
      for (let round = 1; round <= 20; round++) {
        document = await edit(client, document, { random, sound });
        if (random.chance(0.3)) continue;
        const name = `untitled:${seed}.${round}.exportmanifest.json`;
        const opened = await client.open(name, document.getText());
        const [after, afresh] = await inTime(
          Promise.all([edited, opened].map(uri => answers(client, uri, new SeededRandom(round)))),
          `seed ${seed}, round ${round}`,
        );
        assert.deepEqual(after, afresh, `seed ${seed}, round ${round}`);
        await close(client, opened);
      }
      await close(client, edited);
    }
  });
});

test('validate reports on damaged files as on all others', async () => {
  await withTemporaryFolder(async folder => {
    const whole = Buffer.from(largeManifest(2_000_000));
    const broken = new Set<string>();
    for (let seed = 1; seed <= scaled(100); seed++) {
      const file = path.join(folder, String(seed), 'exportmanifest.json');
      const bytes = damagedBytes(whole, new SeededRandom(seed));
      await mkdir(path.dirname(file));
      await writeFile(file, bytes);
      if (!isJson(new TextDecoder().decode(bytes))) broken.add(file);
    }
    const { code, stdout, stderr } = await runCli(['validate', folder, '--json'], { cwd: folder });
    assert.deepEqual({ code, stderr }, { code: broken.size > 0 ? 1 : 0, stderr: '' });
    const { findings } = JSON.parse(stdout) as { readonly findings: readonly CliFinding[] };
    const told = findings.filter(isOfSyntax).map(({ file }) => path.resolve(folder, file));
    assert.deepEqual(new Set(told), broken);
  });
});

interface Work {
  /** UTF-16 units asked of the text, again whenever they were asked for again. */
  readonly units: number;
  /** Of some milliseconds at most, between which a process can do something else. */
  readonly steps: number;
}

/** What it takes to check a manifest. */
function workFor(text: string): Work {
  let units = 0;
  let steps = 0;
  const slice = (start: number, end: number): string => {
    units += end - start;
    return text.slice(start, end);
  };
  const take = <T>(work: Steps<T>): T => {
    for (;;) {
      const { done, value } = work.next();
      if (done) return value;
      steps++;
    }
  };
  const scan = (start: number, end: number) => ({ text: slice(start, end), at: 0 });
  const source = { length: text.length, scan, read: slice };
  const manifest = take(ManifestDocument.reading(source, 'exportManifest'));
  take(manifest.loading());
  const findings = take(validatingManifest(manifest, { limit: 200 }));
  assert.equal(findings.some(isOfSyntax), !isJson(text));
  return { units, steps };
}

interface CliFinding {
  readonly file: string;
  readonly code: string;
}

interface Answers {
  readonly items: readonly Diagnostic[];
  readonly others: readonly unknown[];
}

/** What the server says of a document; places are asked for at random. */
async function answers(
  { connection }: LanguageClient,
  uri: string,
  random: SeededRandom,
): Promise<Answers> {
  const textDocument = { uri };
  const position = { line: random.below(20_000), character: random.below(60) };
  const report = await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument });
  assert.equal(report.kind, DocumentDiagnosticReportKind.Full);
  const others = await Promise.all([
    connection.sendRequest(HoverRequest.type, { textDocument, position }),
    connection.sendRequest(DocumentSymbolRequest.type, { textDocument }),
    connection.sendRequest(FoldingRangeRequest.type, { textDocument }),
  ]);
  return { items: report.items.map(withoutUri), others };
}

/** Related places lie in the same document, whatever it is called. */
function withoutUri(item: Diagnostic): Diagnostic {
  const related = (item.relatedInformation ?? []).map(({ location: { range }, message }) => {
    return { location: { uri: '', range }, message };
  });
  return { ...item, relatedInformation: related };
}

/** One or two changes in one notification; now and then the text is what it was. */
async function edit(
  { connection }: LanguageClient,
  document: TextDocument,
  { random, sound }: { readonly random: SeededRandom; readonly sound: string },
): Promise<TextDocument> {
  const version = document.version + 1;
  const contentChanges = [];
  let changed = document;
  for (let count = random.between(1, 3); count > 0; count--) {
    const { start, end, newText } = random.chance(0.2)
      ? { start: 0, end: changed.getText().length, newText: sound }
      : randomEdit(changed.getText(), random);
    const range = { start: changed.positionAt(start), end: changed.positionAt(end) };
    const change = { range, text: newText };
    contentChanges.push(change);
    changed = TextDocument.update(changed, [change], version);
  }
  await connection.sendNotification(DidChangeTextDocumentNotification.type, {
    textDocument: { uri: document.uri, version },
    contentChanges,
  });
  return changed;
}

function close({ connection }: LanguageClient, uri: string): Promise<void> {
  const textDocument = { uri };
  return connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument });
}

function assertPlaced(items: readonly Diagnostic[], text: TextDocument, message: string): void {
  for (const { range } of items) {
    const start = text.offsetAt(range.start);
    const end = text.offsetAt(range.end);
    assert.ok(start <= end, message);
    assert.deepEqual([text.positionAt(start), text.positionAt(end)], [range.start, range.end]);
  }
  for (const listed of new Set(items.map(({ code }) => code))) {
    assert.ok(items.filter(({ code }) => code === listed).length <= 200, message);
  }
}

/** JSON may name a member twice. */
const syntaxCodes: ReadonlySet<unknown> = new Set(
  [notJson, ...syntaxRules]
    .map(({ code }) => code)
    .filter(code => code !== 'manifest.duplicate-key'),
);

function isOfSyntax({ code }: { readonly code?: unknown }): boolean {
  return syntaxCodes.has(code);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

async function inTime<T>(work: Promise<T>, what: string): Promise<T> {
  const timeout = new AbortController();
  const late = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => reject(new Error(`${what}: no answer`)), patience);
    timeout.signal.addEventListener('abort', () => clearTimeout(timer));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    timeout.abort();
  }
}
