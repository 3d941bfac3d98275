// Documents that no second parser should see, and edits at places that are easily miscounted.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CompletionRequest,
  DiagnosticRefreshRequest,
  DidChangeTextDocumentNotification,
  DocumentFormattingRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  LSPErrorCodes,
  MarkupContent,
  ReferencesRequest,
  ResponseError,
  type DocumentSymbol,
  type Range,
} from 'vscode-languageserver-protocol/node';

import { largeManifest } from '../support/largeManifest';
import {
  withLanguageClient,
  type ClientOptions,
  type LanguageClient,
} from '../support/languageClient';
import { codes, edited, errors, positionOf, pull } from '../support/languageRequests';

const uri = 'untitled:exportmanifest.json';
const textDocument = { uri };

test('above 2 MB keys, values and hovers come from our own nodes, and nothing is formatted', async () => {
  const text = largeManifest(2_200_000);
  await withLanguageClient({}, async client => {
    await client.open(uri, text);
    const { connection } = client;
    const start = text.indexOf('"counter"');
    const position = positionOf(text, start);
    await replace(client, 2, { start: position, end: position }, '"", ');
    const inKey = positionOf(text, start + 1);
    const found = await connection.sendRequest(CompletionRequest.type, {
      textDocument,
      position: inKey,
    });
    const items = Array.isArray(found) ? found : (found?.items ?? []);
    const labels = items.map(({ label }) => label);
    assert.ok(labels.includes('exportType') || labels.includes('accounts'), labels.join());
    assert.ok(!labels.includes('counter'));
    const hovered = positionOf(text, start + 6);
    const hover = await connection.sendRequest(HoverRequest.type, {
      textDocument,
      position: { line: hovered.line, character: hovered.character + 4 },
    });
    assert.ok(
      MarkupContent.is(hover?.contents) && hover.contents.value.includes('order of loading'),
    );
    const options = { tabSize: 2, insertSpaces: true };
    const params = { textDocument, options };
    assert.equal(await connection.sendRequest(DocumentFormattingRequest.type, params), null);
  });
});

test('an outline that is cut short says how much more there is, and folds keep to the limit', async () => {
  const text = largeManifest(8_000_000);
  const capabilities = { textDocument: { foldingRange: { rangeLimit: 100 } } };
  await withLanguageClient({ capabilities }, async client => {
    await client.open(uri, text);
    const { connection } = client;
    const found = await connection.sendRequest(DocumentSymbolRequest.type, { textDocument });
    const symbols = (found ?? []).filter(isDocumentSymbol);
    assert.equal(symbols.length, text.split('"counter"').length - 1);
    assert.ok(allNames(symbols).length < 6000);
    assert.ok(allNames(symbols).some(name => /^… [\d,]+ more$/.test(name)));
    const folds = await connection.sendRequest(FoldingRangeRequest.type, { textDocument });
    assert.equal(folds?.length, 100);
  });
});

test('every use of an id in a large manifest is found', async () => {
  const text = largeManifest(3_000_000);
  const id = /"(Page\/[^"]+)"/.exec(text)?.[1] ?? '';
  await withLanguageClient({}, async client => {
    await client.open(uri, text);
    const found = await client.connection.sendRequest(ReferencesRequest.type, {
      textDocument,
      position: positionOf(text, text.indexOf(`"${id}"`) + 2),
      context: { includeDeclaration: true },
    });
    assert.equal(found?.length, text.split(`"${id}"`).length - 1);
  });
});

test('edits behind characters of two units, at line ends of two characters and behind a line land where the editor made them', async () => {
  const before =
    '{"exports": [\r\n  {"counter": 1, "application": {"displayName": "🙂 é", "id": "7"}, "rootUrl": "gs://b/x"}\r\n]}';
  await withLanguageClient({}, async client => {
    await client.open(uri, before);
    const at = before.indexOf('"7"');
    const range = { start: positionOf(before, at), end: positionOf(before, at + 3) };
    await replace(client, 2, range, '8');
    const after = edited(before, [{ range, newText: '8' }]);
    await assertSameAsFresh(client, after);
    // Behind the end of the first line: the line's end is meant.
    const far = { start: { line: 0, character: 99 }, end: { line: 0, character: 99 } };
    await replace(client, 3, far, ' ');
    const { items } = await pull(client, uri);
    assert.ok(!codes(items).includes('manifest.unexpected-text'));
  });
});

test('findings of a text that was typed on meanwhile are not sent: the client is to ask again', async () => {
  const text = largeManifest(5_000_000);
  await withLanguageClient({}, async client => {
    await client.open(uri, text);
    const outdated = pull(client, uri);
    const start = { line: 0, character: 0 };
    await replace(client, 2, { start, end: start }, ' ');
    await assert.rejects(outdated, error => {
      assert.ok(error instanceof ResponseError);
      assert.equal(error.code, LSPErrorCodes.ServerCancelled);
      assert.deepEqual(error.data, { retriggerRequest: true });
      return true;
    });
    assert.equal((await pull(client, uri)).kind, 'full');
  });
});

test('a document that is cut off in the middle of a change is whole again with the next', async () => {
  const text = largeManifest(400_000);
  await withLanguageClient({}, async client => {
    await client.open(uri, text);
    const { items } = await pull(client, uri);
    const half = Math.floor(text.length / 2);
    const range = { start: positionOf(text, half), end: positionOf(text, text.length) };
    await replace(client, 2, range, '');
    const broken = await pull(client, uri);
    assert.notDeepEqual(errors(broken.items), []);
    await replace(client, 3, { start: range.start, end: range.start }, text.slice(half));
    assert.deepEqual((await pull(client, uri)).items, items);
  });
});

async function replace(
  { connection }: LanguageClient,
  version: number,
  range: Range,
  text: string,
): Promise<void> {
  await connection.sendNotification(DidChangeTextDocumentNotification.type, {
    textDocument: { uri, version },
    contentChanges: [{ range, text }],
  });
}

/** The findings are those of the same text, just opened. */
async function assertSameAsFresh(client: LanguageClient, text: string): Promise<void> {
  const { items } = await pull(client, uri);
  const fresh = await client.open('untitled:fresh.exportmanifest.json', text);
  const expected = await pull(client, fresh);
  assert.deepEqual(
    items.map(({ code, range }) => ({ code, range })),
    expected.items.map(({ code, range }) => ({ code, range })),
  );
  assert.notDeepEqual(items, []);
}

function isDocumentSymbol(symbol: object): symbol is DocumentSymbol {
  return 'range' in symbol;
}

function allNames(symbols: readonly DocumentSymbol[]): string[] {
  return symbols.flatMap(({ name, children = [] }) => [name, ...allNames(children)]);
}

test('the first exports of a large manifest are told of before the last one is checked', async () => {
  const text = largeManifest(10_000_000);
  const refreshSupport = { diagnostics: { refreshSupport: true } };
  let refresh: () => void = () => undefined;
  const refreshed = new Promise<void>(resolve => (refresh = resolve));
  const capabilities = { textDocument: { diagnostic: {} }, workspace: refreshSupport };
  const listen: ClientOptions['listen'] = connection =>
    connection.onRequest(DiagnosticRefreshRequest.type, () => refresh());
  await withLanguageClient({ capabilities, listen }, async client => {
    const uri = await client.open('untitled:early.exportmanifest.json', text);
    const early = await pull(client, uri);
    assert.equal(early.resultId, undefined);
    await refreshed;
    const all = await pull(client, uri);
    assert.notEqual(all.resultId, undefined);
    assert.ok(early.items.length < all.items.length);
    const known = new Set(all.items.map(item => JSON.stringify(item.range)));
    assert.ok(early.items.every(item => known.has(JSON.stringify(item.range))));
  });
});
