// What the language server offers to those who read a manifest: moving about in it, and what stands beside it.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import {
  DefinitionRequest,
  FoldingRangeRequest,
  InlayHintRequest,
  Location,
  ReferencesRequest,
  SelectionRangeRequest,
  type Position,
  type SelectionRange,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';

import { withLanguageClient, type LanguageClient } from '../support/languageClient';
import { applicationFolder, makeSampleDestination } from '../support/sampleDestination';
import { withTemporaryFolder } from '../support/temporaryFolder';

const uri = 'untitled:exportmanifest.json';

/** The page's day comes again in export 8, the feature's does not. */
const text = `{"exports": [
  {"counter": 7, "rootUrl": "gs://b/datasync/1/2/aa", "storageSize": 53687091, "timeDependent": [
    {"periodId": "2023-02-21T00:00:00Z", "matchedEvents": [
      {"eventCount": 1, "files": ["a.avro"], "id": "Page/abc", "type": "Page"}]},
    {"periodId": "2023-02-22T00:00:00Z", "matchedEvents": [
      {"eventCount": 1, "files": ["b.avro"], "id": "Feature/xyz", "type": "Feature"}]}]},
  {"counter": 8, "rootUrl": "gs://b/datasync/1/2/bb", "timeDependent": [
    {"periodId": "2023-02-21T00:00:00Z", "matchedEvents": [
      {"eventCount": 2, "files": ["c.avro"], "id": "Page/abc", "type": "Page"}]}]}
]}`;

test('hints stand beside a size and a period that comes again', async () => {
  await withManifest(async ({ connection }) => {
    const range = { start: positionOf(text, 0), end: positionOf(text, text.length) };
    const hints = await connection.sendRequest(InlayHintRequest.type, {
      textDocument: { uri },
      range,
    });
    const shown = (hints ?? []).map(({ position, label }) => [position.line, label]);
    assert.deepEqual(shown, [
      [1, '54 MB'],
      [2, 'superseded by 8'],
    ]);
  });
});

test('the definition of a matched id is with the export that it is loaded from', async () => {
  await withManifest(async client => {
    const [found] = await definitions(client, uri, position('Page/abc'));
    assert.equal(found?.range.start.line, 8);
    const [only] = await definitions(client, uri, position('Feature/xyz'));
    assert.equal(only?.range.start.line, 5);
  });
});

test('the references of a matched id, and of a period, are all its uses in the manifest', async () => {
  await withManifest(async ({ connection }) => {
    for (const [word, lines] of [
      ['Page/abc', [3, 8]],
      ['2023-02-21', [2, 7]],
    ] as const) {
      const found = await connection.sendRequest(ReferencesRequest.type, {
        textDocument: { uri },
        position: position(word),
        context: { includeDeclaration: true },
      });
      assert.deepEqual(
        (found ?? []).map(({ range }) => range.start.line),
        lines,
      );
    }
  });
});

test('objects and lists fold, the outermost first where the client takes only a few', async () => {
  const capabilities = { textDocument: { foldingRange: { rangeLimit: 2 } } };
  await withLanguageClient({ capabilities }, async client => {
    await client.open(uri, text);
    const folds = await client.connection.sendRequest(FoldingRangeRequest.type, {
      textDocument: { uri },
    });
    assert.deepEqual(folds, [
      { startLine: 0, endLine: 8 },
      { startLine: 1, endLine: 4 },
    ]);
  });
});

test('a selection grows from a value to its member, its object and at last the whole text', async () => {
  await withManifest(async ({ connection }) => {
    const [selection] =
      (await connection.sendRequest(SelectionRangeRequest.type, {
        textDocument: { uri },
        positions: [position('53687091')],
      })) ?? [];
    const steps = selectedTexts(selection);
    assert.deepEqual(steps.slice(0, 2), ['53687091', '"storageSize": 53687091']);
    assert.match(steps[2] ?? '', /^\{"counter": 7.*\}$/s);
    assert.equal(steps.at(-1), text);
  });
});

test('a selection in a string begins with its text, and each step holds the cursor', async () => {
  await withManifest(async ({ connection }) => {
    const at = text.indexOf('Page/abc');
    const positions = [at + 2, at - 1, text.indexOf('"counter":') + 10].map(offset =>
      positionOf(text, offset),
    );
    const selections =
      (await connection.sendRequest(SelectionRangeRequest.type, {
        textDocument: { uri },
        positions,
      })) ?? [];
    assert.deepEqual(
      selections.map(selection => selectedTexts(selection)[0]),
      ['Page/abc', '"Page/abc"', '"counter": 7'],
    );
  });
});

test('an entry leads to its bill of materials on disk, and the bill of materials back', async () => {
  await withTemporaryFolder(async folder => {
    const application = applicationFolder(await makeSampleDestination(folder));
    const file = path.join(application, 'exportmanifest.json');
    const written = await readFile(file, 'utf8');
    await withLanguageClient({}, async client => {
      const manifest = await client.open(file, written);
      const at = positionOf(written, written.indexOf('"rootUrl"') + 2);
      const [bill] = await definitions(client, manifest, at);
      assert.match(bill?.uri ?? '', /\/billofmaterials\.json$/);
      const billText = await readFile(new URL(bill?.uri ?? ''), 'utf8');
      await client.open(bill?.uri ?? '', billText);
      const inBill = positionOf(billText, billText.indexOf('"numberOfFiles"') + 2);
      const [entry] = await definitions(client, bill?.uri ?? '', inBill);
      assert.equal(entry?.uri, manifest);
    });
  });
});

async function withManifest(body: (client: LanguageClient) => Promise<void>): Promise<void> {
  await withLanguageClient({}, async client => {
    await client.open(uri, text);
    await body(client);
  });
}

async function definitions(
  { connection }: LanguageClient,
  document: string,
  at: Position,
): Promise<Location[]> {
  const params = { textDocument: { uri: document }, position: at };
  const found = await connection.sendRequest(DefinitionRequest.type, params);
  return (Array.isArray(found) ? found : []).filter(Location.is);
}

/** Inside the word where it comes first. */
function position(word: string): Position {
  return positionOf(text, text.indexOf(word) + 1);
}

function positionOf(content: string, offset: number): Position {
  return TextDocument.create(uri, 'json', 1, content).positionAt(offset);
}

function selectedTexts(selection: SelectionRange | undefined): string[] {
  if (!selection) return [];
  const selected = TextDocument.create(uri, 'json', 1, text).getText(selection.range);
  return [selected, ...selectedTexts(selection.parent)];
}
