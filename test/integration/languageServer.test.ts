// The language server as editors meet it: a process of its own, over its pipes.
import assert from 'node:assert/strict';
import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  DiagnosticSeverity,
  DocumentDiagnosticReportKind,
  DocumentLinkRequest,
  DocumentSymbolRequest,
  HoverRequest,
  MarkupContent,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver-protocol/node';

import { articleBillOfMaterials } from '../support/articleSamples';
import { withLanguageClient, type LanguageClient } from '../support/languageClient';
import { codes, errors, pull } from '../support/languageRequests';
import { applicationFolder, makeSampleDestination } from '../support/sampleDestination';
import { withTemporaryFolder } from '../support/temporaryFolder';

const pulling = { capabilities: { textDocument: { diagnostic: {} } } };
const manifestUri = 'untitled:acme.exportmanifest.json';

const twins = `{"exports": [
  {"counter": 412, "rootUrl": "gs://b/datasync/1/2/aa"},
  {"counter": 412, "rootUrl": "gs://b/datasync/1/2/bb"}
]}`;

test('pulled diagnostics lie at their range, point at the twin, and come again only when they changed', async () => {
  const code = await withLanguageClient(pulling, async client => {
    const uri = await client.open(manifestUri, twins);
    const first = await pull(client, uri);
    assert.equal(first.kind, DocumentDiagnosticReportKind.Full);
    const twin = first.items.find(item => item.code === 'manifest.duplicate-counter');
    assert.deepEqual(twin?.range, {
      start: { line: 2, character: 14 },
      end: { line: 2, character: 17 },
    });
    assert.equal(twin.severity, DiagnosticSeverity.Error);
    const page = await readFile(new URL(twin.codeDescription?.href ?? ''), 'utf8');
    assert.match(page, /manifest\.duplicate-counter/);
    assert.deepEqual(twin.relatedInformation?.[0]?.location.range.start, {
      line: 1,
      character: 14,
    });

    const again = await pull(client, uri, first.resultId);
    assert.equal(again.kind, DocumentDiagnosticReportKind.Unchanged);
    await client.change(uri, 2, twins.replace('"counter": 412', '"counter": 411'));
    const changed = await pull(client, uri, first.resultId);
    assert.equal(changed.kind, DocumentDiagnosticReportKind.Full);
    assert.ok(!codes(changed.items).includes('manifest.duplicate-counter'));
  });
  assert.equal(code, 0);
});

test('a client that does not pull is sent diagnostics, and an empty list when the document is closed', async () => {
  await withLanguageClient({}, async client => {
    const sent = pushed(client);
    const uri = await client.open('untitled:billofmaterials.json', articleBillOfMaterials);
    const { diagnostics, version } = await sent();
    assert.equal(version, 1);
    assert.ok(codes(diagnostics).includes('manifest.missing-comma'));
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    assert.deepEqual((await sent()).diagnostics, []);
  });
});

test('a document of another name and language is not looked at', async () => {
  await withLanguageClient(pulling, async client => {
    const uri = await client.open('untitled:package.json', twins);
    assert.deepEqual((await pull(client, uri)).items, []);
    const known = await client.open('untitled:some.txt', twins, 'pendo-exportmanifest');
    assert.notDeepEqual((await pull(client, known)).items, []);
  });
});

test('the files beside a manifest count: a listed file that is missing is an error at its place', async () => {
  await withTemporaryFolder(async folder => {
    const application = applicationFolder(await makeSampleDestination(folder));
    const file = path.join(application, 'exportmanifest.json');
    await withLanguageClient(pulling, async client => {
      const text = await readFile(file, 'utf8');
      const uri = await client.open(file, text);
      const sound = await pull(client, uri);
      assert.deepEqual(errors(sound.items), []);
      await client.change(uri, 2, text.replace('allevents', 'nowhere'));
      const missing = await pull(client, uri);
      assert.deepEqual(codes(errors(missing.items)), ['manifest.file-missing']);
    });
  });
});

test('the outline lists exports, periods and what is listed in them', async () => {
  await withLanguageClient(pulling, async client => {
    const uri = await client.open(manifestUri, oneExport);
    const symbols = await client.connection.sendRequest(DocumentSymbolRequest.type, {
      textDocument: { uri },
    });
    assert.deepEqual(outline(symbols ?? []), [
      'Export 412',
      '  2023-02-22',
      '    allEvents',
      '    Page/abc',
    ]);
  });
});

test('a hover says what a field means and what its value says', async () => {
  await withLanguageClient(pulling, async client => {
    const uri = await client.open(manifestUri, oneExport);
    assert.match(await hover(client, uri, '"2023-02-22'), /Wednesday, 22 February 2023/);
    assert.match(await hover(client, uri, '"2023-02-22'), /allevents come from export 412/);
    assert.match(await hover(client, uri, '53687091'), /54 MB \(53,687,091 bytes\)/);
    assert.match(await hover(client, uri, '"Page/abc"'), /The page `abc`/);
    assert.match(await hover(client, uri, '"counter"'), /order of loading/);
    assert.match(await hover(client, uri, '"gs:'), /application 2, subscription 1/);
  });
});

test('each file that is there is a link, and so is the bill of materials of a rootUrl', async () => {
  await withTemporaryFolder(async folder => {
    const application = applicationFolder(await makeSampleDestination(folder));
    const file = path.join(application, 'exportmanifest.json');
    await withLanguageClient(pulling, async client => {
      const uri = await client.open(file, await readFile(file, 'utf8'));
      const links = await client.connection.sendRequest(DocumentLinkRequest.type, {
        textDocument: { uri },
      });
      const targets = new Set((links ?? []).map(({ target }) => fileURLToPath(target ?? '')));
      assert.ok([...targets].some(target => target.endsWith('billofmaterials.json')));
      assert.ok([...targets].some(target => target.endsWith('.avro')));
      for (const target of targets) await access(target);
    });
  });
});

const oneExport = `{"exports": [{
  "counter": 412,
  "storageSize": 53687091,
  "rootUrl": "gs://b/datasync/1/2/aa",
  "timeDependent": [{
    "periodId": "2023-02-22T00:00:00Z",
    "allEvents": {"eventCount": 5, "files": ["allevents.avro"]},
    "matchedEvents": [{"eventCount": 0, "files": [], "id": "Page/abc", "type": "Page"}]
  }]
}]}`;

async function hover(client: LanguageClient, uri: string, at: string): Promise<string> {
  const before = oneExport.slice(0, oneExport.indexOf(at) + 1).split('\n');
  const position = { line: before.length - 1, character: (before.at(-1) ?? '').length };
  const params = { textDocument: { uri }, position };
  const answer = await client.connection.sendRequest(HoverRequest.type, params);
  assert.ok(answer && MarkupContent.is(answer.contents), `no hover at ${at}`);
  return answer.contents.value;
}

/** What is sent, one after the other. */
function pushed({ connection }: LanguageClient): () => Promise<PublishDiagnosticsParams> {
  const waiting: ((params: PublishDiagnosticsParams) => void)[] = [];
  const arrived: PublishDiagnosticsParams[] = [];
  connection.onNotification(PublishDiagnosticsNotification.type, params => {
    const next = waiting.shift();
    if (next) next(params);
    else arrived.push(params);
  });
  return () => {
    const next = arrived.shift();
    return next ? Promise.resolve(next) : new Promise(resolve => waiting.push(resolve));
  };
}

interface OutlineItem {
  readonly name: string;
  readonly children?: readonly OutlineItem[];
}

function outline(symbols: readonly OutlineItem[], indent = ''): string[] {
  return symbols.flatMap(({ name, children = [] }) => [
    `${indent}${name}`,
    ...outline(children, `${indent}  `),
  ]);
}
