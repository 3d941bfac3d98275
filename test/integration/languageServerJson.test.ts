// The basics of JSON, by the schema of the file: what can be written, and how it is laid out.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CompletionRequest,
  DocumentFormattingRequest,
  DocumentRangeFormattingRequest,
  HoverRequest,
  MarkupContent,
  type CompletionItem,
} from 'vscode-languageserver-protocol/node';

import { withLanguageClient, type LanguageClient } from '../support/languageClient';
import { edited, positionOf } from '../support/languageRequests';

const uri = 'untitled:exportmanifest.json';
const options = { tabSize: 2, insertSpaces: true };

test('keys that an export may have are completed, as snippets only where the client takes them', async () => {
  const plain = await completions('{"exports": [{"counter": 1, "|"}]}');
  const labels = plain.map(({ label }) => label);
  assert.ok(labels.includes('rootUrl') && labels.includes('timeDependent'));
  assert.ok(!labels.includes('counter'), 'a key that is there is not proposed again');
  assert.ok(plain.every(({ textEdit }) => !textEdit?.newText.includes('$')));
  const completionItem = { snippetSupport: true };
  const snippets = await completions('{"exports": [{"counter": 1, "|"}]}', completionItem);
  assert.ok(snippets.some(({ textEdit }) => textEdit?.newText.includes('$')));
});

test('known values are completed', async () => {
  const found = await completions('{"exports": [{"exportType": ["|"]}]}');
  assert.ok(found.some(({ label }) => label.includes('Retroactive')));
});

test('a document is formatted, and a range of it', async () => {
  await withLanguageClient({}, async client => {
    const text = '{"exports":[{"counter":1}],\n"generatedTime":null}';
    const textDocument = { uri: await client.open(uri, text) };
    const { connection } = client;
    const all = await connection.sendRequest(DocumentFormattingRequest.type, {
      textDocument,
      options,
    });
    assert.equal(edited(text, all ?? []), `${JSON.stringify(JSON.parse(text), null, 2)}`);
    const lastLine = { start: { line: 1, character: 0 }, end: { line: 1, character: 21 } };
    const part = await connection.sendRequest(DocumentRangeFormattingRequest.type, {
      textDocument,
      options,
      range: lastLine,
    });
    assert.equal(edited(text, part ?? []).split('\n')[0], '{"exports":[{"counter":1}],');
    assert.match(edited(text, part ?? []), /"generatedTime": null\n/);
  });
});

test('outside of every field a hover says what the file is', async () => {
  await withLanguageClient({}, async client => {
    const textDocument = { uri: await client.open(uri, '{"exports": []}') };
    const position = { line: 0, character: 0 };
    const hover = await client.connection.sendRequest(HoverRequest.type, {
      textDocument,
      position,
    });
    const contents = hover?.contents;
    const shown = MarkupContent.is(contents) ? contents.value : JSON.stringify(contents);
    assert.match(shown, /complete exports of the last 30 days/);
  });
});

/** What is proposed at the `|`. */
async function completions(
  marked: string,
  completionItem: { readonly snippetSupport?: boolean } = {},
): Promise<readonly CompletionItem[]> {
  const text = marked.replace('|', '');
  const position = positionOf(text, marked.indexOf('|'));
  let found: readonly CompletionItem[] = [];
  const capabilities = { textDocument: { completion: { completionItem } } };
  await withLanguageClient({ capabilities }, async (client: LanguageClient) => {
    const textDocument = { uri: await client.open(uri, text) };
    const params = { textDocument, position };
    const answer = await client.connection.sendRequest(CompletionRequest.type, params);
    found = Array.isArray(answer) ? answer : (answer?.items ?? []);
  });
  return found;
}
