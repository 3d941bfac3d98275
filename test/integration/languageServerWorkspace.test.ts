// A whole workspace: what is wrong in any of its manifests, and what can be found by name, opened or not.
import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  DidChangeWatchedFilesNotification,
  DocumentSymbolRequest,
  FileChangeType,
  WorkspaceDiagnosticRequest,
  WorkspaceSymbolRequest,
  type PreviousResultId,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver-protocol/node';

import { withLanguageClient, type LanguageClient } from '../support/languageClient';
import { codes, pull } from '../support/languageRequests';
import { applicationFolder, makeSampleDestination } from '../support/sampleDestination';
import { withTemporaryFolder } from '../support/temporaryFolder';

const twins = `{"exports": [
  {"counter": 412, "rootUrl": "gs://b/datasync/1/2/aa"},
  {"counter": 412, "rootUrl": "gs://b/datasync/1/2/bb"}
]}`;

test('findings of files come without the editor, behind those of open documents, and again only when they differ', () =>
  withFolder(async folder => {
    await withLanguageClient({ folder }, async client => {
      await client.open(path.join(folder, 'b/exportmanifest.json'), '{}');
      const first = await report(client);
      assert.deepEqual(shown(folder, first), [
        ['b/exportmanifest.json', 'full', 1, false],
        ['a/exportmanifest.json', 'full', null, true],
      ]);
      const again = await report(client, resultIds(first));
      assert.deepEqual(
        again.map(({ kind }) => kind),
        ['unchanged', 'unchanged'],
      );

      const file = path.join(folder, 'a/exportmanifest.json');
      await writeFile(file, twins.replace('"counter": 412', '"counter": 411'));
      await tellChanged(client, file, FileChangeType.Changed);
      const changed = await report(client, resultIds(first));
      assert.deepEqual(shown(folder, changed).at(-1), [
        'a/exportmanifest.json',
        'full',
        null,
        false,
      ]);

      await rm(file);
      await tellChanged(client, file, FileChangeType.Deleted);
      const gone = await report(client, resultIds(changed));
      const last = gone.at(-1);
      assert.ok(last?.kind === 'full' && last.items.length === 0 && last.uri.includes('/a/'));
    });
  }));

test('a client that watches no files need not tell: what lies on disk is looked at each time', () =>
  withFolder(async folder => {
    await withLanguageClient({ folder }, async client => {
      const first = await report(client);
      const file = path.join(folder, 'a/exportmanifest.json');
      await writeFile(file, '{"exports": [{"counter": 7, "rootUrl": "gs://b/x"}]}');
      await writeFile(path.join(folder, 'new.exportmanifest.json'), '{"exports": []}');
      const second = await report(client, resultIds(first));
      assert.deepEqual(
        second.map(({ uri, kind }) => [path.basename(path.dirname(fileOf(uri))), kind]),
        [
          ['b', 'unchanged'],
          [path.basename(folder), 'full'],
          ['a', 'full'],
        ],
      );
    });
  }));

test('findings of a workspace are sent one by one to a client that takes them so', () =>
  withFolder(async folder => {
    await withLanguageClient({ folder }, async ({ connection }) => {
      const sent: unknown[] = [];
      connection.onProgress(WorkspaceDiagnosticRequest.partialResult, 'part', ({ items }) => {
        sent.push(...items);
      });
      const whole = await connection.sendRequest(WorkspaceDiagnosticRequest.type, {
        previousResultIds: [],
        partialResultToken: 'part',
      });
      assert.equal(sent.length, 2);
      assert.deepEqual(whole.items, []);
    });
  }));

test('a workspace of sound destinations has no error', () =>
  withTemporaryFolder(async folder => {
    await makeSampleDestination(folder);
    await withLanguageClient({ folder }, async client => {
      const reports = await report(client);
      assert.ok(reports.length > 10);
      const errors = reports.flatMap(each => (each.kind === 'full' ? each.items : []));
      assert.deepEqual(
        errors.filter(({ severity = 1 }) => severity <= 2).map(({ message }) => message),
        [],
      );
    });
  }));

test('a file that no editor has opened is answered about from disk, as it is there now', () =>
  withFolder(async folder => {
    await withLanguageClient({ folder }, async client => {
      const file = path.join(folder, 'a/exportmanifest.json');
      const uri = pathToFileURL(file).href;
      const before = await pull(client, uri);
      assert.ok(codes(before.items).includes('manifest.duplicate-counter'));
      const outline = async () =>
        client.connection.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri } });
      assert.equal((await outline())?.length, 2);
      await writeFile(file, '{"exports": []}');
      const after = await pull(client, uri, before.resultId);
      assert.ok(!codes(after.items).includes('manifest.duplicate-counter'));
      assert.equal((await outline())?.length, 0);
    });
  }));

test('exports are found by their counters, and pages by their names', () =>
  withTemporaryFolder(async folder => {
    const application = applicationFolder(await makeSampleDestination(folder));
    const text = await readFile(path.join(application, 'exportmanifest.json'), 'utf8');
    const counter = /"counter":\s*(\d+)/.exec(text)?.[1] ?? '';
    await withLanguageClient({ folder }, async ({ connection }) => {
      const find = async (query: string) =>
        (await connection.sendRequest(WorkspaceSymbolRequest.type, { query })) ?? [];
      const exports = await find(`export ${counter}`);
      assert.ok(exports.some(({ location }) => fileOf(location.uri).startsWith(application)));
      const [page] = await find('Page/');
      const name = /^(.+) \(Page\//.exec(page?.name ?? '')?.[1];
      assert.ok(name, 'a page has its name before its id');
      assert.ok((await find(name.toUpperCase())).length > 0);
      assert.deepEqual(await find('no such thing'), []);
    });
  }));

/** A workspace with a manifest whose counters are twins, and a sound one. */
function withFolder(body: (folder: string) => Promise<void>): Promise<void> {
  return withTemporaryFolder(async folder => {
    for (const [name, text] of [
      ['a', twins],
      ['b', '{"exports": []}'],
    ] as const) {
      await mkdir(path.join(folder, name));
      await writeFile(path.join(folder, name, 'exportmanifest.json'), text);
    }
    await body(folder);
  });
}

async function report(
  { connection }: LanguageClient,
  previousResultIds: PreviousResultId[] = [],
): Promise<WorkspaceDocumentDiagnosticReport[]> {
  const params = { previousResultIds };
  return (await connection.sendRequest(WorkspaceDiagnosticRequest.type, params)).items;
}

function resultIds(reports: readonly WorkspaceDocumentDiagnosticReport[]): PreviousResultId[] {
  return reports.map(({ uri, resultId = '' }) => ({ uri, value: resultId }));
}

/** Of each report the file, the kind, the version, and whether twins are among its findings. */
function shown(folder: string, reports: readonly WorkspaceDocumentDiagnosticReport[]): unknown[] {
  return reports.map(each => [
    path.relative(folder, fileOf(each.uri)).replaceAll(path.sep, '/'),
    each.kind,
    each.version,
    each.kind === 'full' && codes(each.items).includes('manifest.duplicate-counter'),
  ]);
}

async function tellChanged(
  { connection }: LanguageClient,
  file: string,
  type: FileChangeType,
): Promise<void> {
  await connection.sendNotification(DidChangeWatchedFilesNotification.type, {
    changes: [{ uri: pathToFileURL(file).href, type }],
  });
}

function fileOf(uri: string): string {
  return fileURLToPath(uri);
}
