// Whatever an editor holds, and whenever it changes its mind, the server answers and lives on.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import {
  CancellationTokenSource,
  DocumentDiagnosticRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver-protocol/node';

import { SeededRandom } from '../../shared/util/seededRandom';
import { withLanguageClient } from '../support/languageClient';
import { scaled } from '../support/randomScale';
import { applicationFolder, makeSampleDestination } from '../support/sampleDestination';
import { withTemporaryFolder } from '../support/temporaryFolder';

const uri = 'untitled:exportmanifest.json';
const capabilities = { textDocument: { diagnostic: {} } };

test('a manifest cut anywhere, or with characters changed, is answered about', async () => {
  const text = await sampleManifest();
  const random = new SeededRandom(20);
  const code = await withLanguageClient({ capabilities }, async ({ connection, open, change }) => {
    await open(uri, text);
    for (let version = 2; version < scaled(500); version++) {
      await change(uri, version, damage(text, random));
      const textDocument = { uri };
      const position = { line: random.below(400), character: random.below(60) };
      const report = await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument });
      assert.equal(report.kind, 'full');
      await connection.sendRequest(HoverRequest.type, { textDocument, position });
      await connection.sendRequest(DocumentSymbolRequest.type, { textDocument });
      await connection.sendRequest(FoldingRangeRequest.type, { textDocument });
    }
  });
  assert.equal(code, 0);
});

test('a request that is cancelled is answered as cancelled, and the next one as ever', async () => {
  const text = await sampleManifest();
  await withLanguageClient({ capabilities }, async ({ connection, open }) => {
    const params = { textDocument: { uri: await open(uri, text) } };
    const source = new CancellationTokenSource();
    const request = connection.sendRequest(DocumentDiagnosticRequest.type, params, source.token);
    source.cancel();
    await assert.rejects(
      request,
      error => error instanceof ResponseError && error.code === LSPErrorCodes.RequestCancelled,
    );
    const report = await connection.sendRequest(DocumentDiagnosticRequest.type, params);
    assert.equal(report.kind, 'full');
  });
});

function damage(text: string, random: SeededRandom): string {
  const at = random.below(text.length);
  if (random.chance(0.5)) return text.slice(0, at);
  const other = String.fromCharCode(random.below(128));
  return `${text.slice(0, at)}${other}${text.slice(at + 1)}`;
}

let manifest: Promise<string> | undefined;

function sampleManifest(): Promise<string> {
  manifest ??= withTemporaryFolder(async folder => {
    const application = applicationFolder(await makeSampleDestination(folder));
    return readFile(path.join(application, 'exportmanifest.json'), 'utf8');
  });
  return manifest;
}
