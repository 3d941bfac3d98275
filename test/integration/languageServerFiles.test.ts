// What the files beside a manifest tell its readers: names behind ids, rows and sizes, and what their contents contradict.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  CancellationTokenSource,
  CodeLensRequest,
  DocumentSymbolRequest,
  ExecuteCommandRequest,
  HoverRequest,
  InlayHintRequest,
  LSPErrorCodes,
  MarkupContent,
  ResponseError,
  SemanticTokensDeltaRequest,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
  WorkDoneProgressCreateRequest,
  type Range,
  type SemanticTokens,
  type WorkDoneProgressBegin,
  type WorkDoneProgressEnd,
  type WorkDoneProgressReport,
} from 'vscode-languageserver-protocol/node';

import { withLanguageClient, type LanguageClient } from '../support/languageClient';
import { codes, edited, positionOf, pull, rangeOf } from '../support/languageRequests';
import { applicationFolder, sampleForAllTests } from '../support/sampleDestination';

const { destination } = sampleForAllTests(async () => {
  text = await readFile(file, 'utf8');
});
const file = path.join(applicationFolder(destination), 'exportmanifest.json');
const uri = pathToFileURL(file).href;
let text = '';

test('the name of a page stands in its hover, beside its id, and in the outline', async () => {
  const id = /"(Page\/[^"]+)"/.exec(text)?.[1] ?? '';
  await withManifest({}, async client => {
    const position = positionOf(text, text.indexOf(`"${id}"`) + 3);
    const hover = await client.connection.sendRequest(HoverRequest.type, {
      textDocument,
      position,
    });
    const contents = hover?.contents;
    const shown = MarkupContent.is(contents) ? contents.value : '';
    const name = /The page \*\*(.+?)\*\* `/.exec(shown)?.[1];
    assert.ok(name, shown);
    assert.match(shown, /https:\/\/support\.pendo\.io\//);
    assert.ok((await hintsAt(client, rangeOf(text, `"${id}"`))).includes(name));
    const symbols = await client.connection.sendRequest(DocumentSymbolRequest.type, {
      textDocument,
    });
    assert.ok(JSON.stringify(symbols).includes(`${name} (${id})`));
  });
});

test('the sizes of files stand beside them, and their rows once the files were checked', async () => {
  await withManifest({}, async client => {
    const range = rangeOf(text, /"allevents[^"]*"/.exec(text)?.[0] ?? '');
    assert.match((await hintsAt(client, range)).join(), /^\d[\d.]* kB$/);
    await checkFiles(client);
    assert.match((await hintsAt(client, range)).join(), /^\d+ rows · \d[\d.]* kB$/);
  });
});

test('files are checked on command: a count that they contradict is an error from then on', async () => {
  const count = /"eventCount":\s*(\d+)/.exec(text)?.[0] ?? '';
  const changed = text.replace(count, '"eventCount": 987654');
  const reported: Progress[] = [];
  const listen = (connection: LanguageClient['connection']): void => {
    connection.onRequest(WorkDoneProgressCreateRequest.type, ({ token }) => {
      connection.onNotification('$/progress', (params: { token: unknown; value: Progress }) => {
        if (params.token === token) reported.push(params.value);
      });
    });
  };
  const capabilities = { window: { workDoneProgress: true } };
  await withLanguageClient({ capabilities, listen }, async client => {
    await client.open(file, changed);
    const before = await pull(client, uri);
    assert.ok(!codes(before.items).includes('manifest.event-count-differs'));
    await checkFiles(client);
    const after = await pull(client, uri, before.resultId);
    const found = after.items.filter(({ code }) => code === 'manifest.event-count-differs');
    assert.deepEqual(
      found.map(({ range }) => edited(changed, [{ range, newText: 'here' }]).includes('here')),
      [true],
    );
    const message = found[0]?.message;
    assert.match(
      typeof message === 'string' ? message : '',
      /^eventCount is 987,654, the file holds /,
    );
  });
  const kinds = reported.map(({ kind }) => kind);
  assert.equal(kinds[0], 'begin');
  assert.equal(kinds.at(-1), 'end');
});

test('a check of files that is cancelled is answered so, and can be begun again', async () => {
  await withManifest({}, async client => {
    const source = new CancellationTokenSource();
    const params = { command: 'pendoDataSync.checkFiles', arguments: [uri] };
    const { connection } = client;
    const request = connection.sendRequest(ExecuteCommandRequest.type, params, source.token);
    source.cancel();
    await assert.rejects(
      request,
      error => error instanceof ResponseError && error.code === LSPErrorCodes.RequestCancelled,
    );
    await checkFiles(client);
    const range = rangeOf(text, /"allevents[^"]*"/.exec(text)?.[0] ?? '');
    assert.match((await hintsAt(client, range)).join(), /^\d+ rows/);
  });
});

test('what can be done with an export stands above it, if the client has the commands', async () => {
  const lenses = async (commands: readonly string[]): Promise<string[]> => {
    let titles: string[] = [];
    await withManifest({ commands }, async ({ connection }) => {
      const found = await connection.sendRequest(CodeLensRequest.type, { textDocument });
      titles = (found ?? []).map(({ command }) => command?.title ?? '');
    });
    return titles;
  };
  assert.deepEqual(await lenses([]), []);
  const all = ['pendoDataSync.previewAvro', 'pendoDataSync.syncExport', 'pendoDataSync.planFrom'];
  const [preview, ...loading] = (await lenses(all)).slice(0, 3);
  assert.match(preview ?? '', /^Preview allevents.*\.avro$/);
  assert.deepEqual(loading, ['Sync this export', 'Plan from here']);
  assert.deepEqual((await lenses(['pendoDataSync.planFrom'])).slice(0, 1), ['Plan from here']);
});

test('lenses and the outline are in the language whose texts the client brings', async () => {
  const texts = { 'Plan from here': 'Ab hier planen', 'Export {0}': '{0}. Export' };
  const commands = ['pendoDataSync.planFrom', 'pendoDataSync.syncExport'];
  await withManifest({ commands, texts }, async ({ connection }) => {
    const lenses = await connection.sendRequest(CodeLensRequest.type, { textDocument });
    const titles = (lenses ?? []).slice(0, 2).map(({ command }) => command?.title);
    assert.deepEqual(titles, ['Sync this export', 'Ab hier planen']);
    const [symbol] =
      (await connection.sendRequest(DocumentSymbolRequest.type, { textDocument })) ?? [];
    assert.match(symbol?.name ?? '', /^\d+\. Export$/);
  });
});

test('superseded periods, delete-only entries and unknown ids are told apart, whole, in a range and as changes', async () => {
  const id = /"(Page\/[^"]+)"/.exec(text)?.[1] ?? '';
  const changed = text.replace(`"${id}"`, '"Page/nobodyKnowsMe"');
  await withManifest({}, async client => {
    const { connection } = client;
    const legend = client.initialized.capabilities.semanticTokensProvider?.legend;
    const named = ({ data }: Pick<SemanticTokens, 'data'>): string[] =>
      data.filter((_, at) => at % 5 === 4).map(bits => modifiersOf(bits, legend?.tokenModifiers));
    const whole = await connection.sendRequest(SemanticTokensRequest.type, { textDocument });
    assert.ok(whole?.resultId);
    assert.ok(named(whole).includes('deprecated'));
    assert.ok(named(whole).some(names => names.includes('deleteOnly')));
    assert.ok(!named(whole).some(names => names.includes('unknown')));

    await client.change(uri, 2, changed);
    const range = rangeOf(changed, '"Page/nobodyKnowsMe"');
    const seen = await connection.sendRequest(SemanticTokensRangeRequest.type, {
      textDocument,
      range,
    });
    assert.ok(seen && named(seen).some(names => names.includes('unknown')));
    const delta = await connection.sendRequest(SemanticTokensDeltaRequest.type, {
      textDocument,
      previousResultId: whole.resultId,
    });
    const again = await connection.sendRequest(SemanticTokensRequest.type, { textDocument });
    assert.ok(delta && 'edits' in delta);
    assert.deepEqual(patched(whole.data, delta.edits), again?.data);
  });
});

type Progress = WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd;

const textDocument = { uri };

async function withManifest(
  initializationOptions: Readonly<Record<string, unknown>>,
  body: (client: LanguageClient) => Promise<void>,
): Promise<void> {
  await withLanguageClient({ initializationOptions }, async client => {
    await client.open(file, text);
    await body(client);
  });
}

async function checkFiles({ connection }: LanguageClient): Promise<void> {
  await connection.sendRequest(ExecuteCommandRequest.type, {
    command: 'pendoDataSync.checkFiles',
    arguments: [uri],
  });
}

async function hintsAt({ connection }: LanguageClient, range: Range): Promise<string[]> {
  const hints = await connection.sendRequest(InlayHintRequest.type, { textDocument, range });
  return (hints ?? [])
    .filter(({ position }) => position.line === range.end.line)
    .map(({ label }) => (typeof label === 'string' ? label : ''));
}

function modifiersOf(bits: number, names: readonly string[] = []): string {
  return names.filter((_, index) => (bits & (1 << index)) !== 0).join();
}

function patched(
  data: readonly number[],
  edits: readonly { start: number; deleteCount: number; data?: number[] }[],
): number[] {
  return edits.reduce(
    (all, { start, deleteCount, data: added = [] }) => all.toSpliced(start, deleteCount, ...added),
    [...data],
  );
}
