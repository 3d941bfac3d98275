// Who decides how serious a rule is: the editor's settings, and before them a settings file beside the documents.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  CodeLensRefreshRequest,
  ConfigurationRequest,
  DiagnosticRefreshRequest,
  DiagnosticSeverity,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  InlayHintRefreshRequest,
  SemanticTokensRefreshRequest,
  ShowMessageNotification,
} from 'vscode-languageserver-protocol/node';

import { withLanguageClient, type LanguageClient } from '../support/languageClient';
import { pull } from '../support/languageRequests';
import { withTemporaryFolder } from '../support/temporaryFolder';

const code = 'manifest.duplicate-counter';
const twins = `{"exports": [
  {"counter": 412, "rootUrl": "gs://b/datasync/1/2/aa"},
  {"counter": 412, "rootUrl": "gs://b/datasync/1/2/bb"}
]}`;

test('the settings of the folder decide on levels, and are read again when they change', async () => {
  await withTemporaryFolder(async folder => {
    const settings = path.join(folder, '.pendo-data-sync.json');
    await writeFile(settings, fileWith('hint'));
    await withLanguageClient({}, async client => {
      const uri = await client.open(path.join(folder, 'exportmanifest.json'), twins);
      assert.equal(await severity(client, uri), DiagnosticSeverity.Hint);
      await writeFile(settings, fileWith('warning'));
      await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
        changes: [{ uri: pathToFileURL(settings).href, type: FileChangeType.Changed }],
      });
      assert.equal(await severity(client, uri), DiagnosticSeverity.Warning);
    });
  });
});

test('a client that answers is asked for its settings, at the start and when they change', async () => {
  let level = 'information';
  const listen: Listener = connection =>
    connection.onRequest(ConfigurationRequest.type, ({ items }) =>
      items.map(({ section }) => (section === 'pendoDataSync.rules' ? { [code]: level } : null)),
    );
  const capabilities = { workspace: { configuration: true } };
  await withLanguageClient({ capabilities, listen }, async client => {
    const uri = await client.open('untitled:exportmanifest.json', twins);
    assert.equal(await severity(client, uri), DiagnosticSeverity.Information);
    level = 'off';
    const { type } = DidChangeConfigurationNotification;
    await client.connection.sendNotification(type, { settings: null });
    assert.equal(await severity(client, uri), undefined);
  });
});

test('a client that cannot be asked sends its settings, and a settings file goes before them', async () => {
  await withTemporaryFolder(async folder => {
    const initializationOptions = { rules: { [code]: 'hint' } };
    await withLanguageClient({ initializationOptions }, async client => {
      const uri = await client.open(path.join(folder, 'exportmanifest.json'), twins);
      assert.equal(await severity(client, uri), DiagnosticSeverity.Hint);
      const { type } = DidChangeConfigurationNotification;
      const settings = { pendoDataSync: { rules: { [code]: 'information' } } };
      await client.connection.sendNotification(type, { settings });
      assert.equal(await severity(client, uri), DiagnosticSeverity.Information);

      const file = path.join(folder, '.pendo-data-sync.json');
      await writeFile(file, fileWith('warning'));
      await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
        changes: [{ uri: pathToFileURL(file).href, type: FileChangeType.Created }],
      });
      assert.equal(await severity(client, uri), DiagnosticSeverity.Warning);
    });
  });
});

test('an unknown rule in the settings is told once, and the others hold', async () => {
  const told: string[] = [];
  const listen: Listener = connection =>
    connection.onNotification(ShowMessageNotification.type, ({ message }) => {
      told.push(message);
    });
  const rules = { 'manifest.counter-nought': 'off', [code]: 'hint' };
  await withLanguageClient({ initializationOptions: { rules }, listen }, async client => {
    const uri = await client.open('untitled:exportmanifest.json', twins);
    assert.equal(await severity(client, uri), DiagnosticSeverity.Hint);
    const { type } = DidChangeConfigurationNotification;
    await client.connection.sendNotification(type, { settings: { pendoDataSync: { rules } } });
    assert.equal(await severity(client, uri), DiagnosticSeverity.Hint);
  });
  assert.deepEqual(told, [
    'pendoDataSync.rules: there is no rule "manifest.counter-nought"; docs/rules lists them',
  ]);
});

test('what depends on files is to be asked for again when they change, of what the client can be told', async () => {
  const asked: string[] = [];
  const refreshes = [
    DiagnosticRefreshRequest.method,
    InlayHintRefreshRequest.method,
    CodeLensRefreshRequest.method,
    SemanticTokensRefreshRequest.method,
  ];
  const listen: Listener = connection => {
    for (const method of refreshes) connection.onRequest(method, () => void asked.push(method));
  };
  const refreshSupport = true;
  const workspace = { inlayHint: { refreshSupport }, codeLens: { refreshSupport } };
  const textDocument = { diagnostic: {} };
  await withLanguageClient({ capabilities: { workspace, textDocument }, listen }, async client => {
    const uri = await client.open('untitled:exportmanifest.json', twins);
    await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: 'file:///x/exportmanifest.json', type: FileChangeType.Changed }],
    });
    await severity(client, uri);
  });
  assert.deepEqual(asked.sort(), [CodeLensRefreshRequest.method, InlayHintRefreshRequest.method]);
});

type Listener = (connection: LanguageClient['connection']) => void;

function fileWith(level: string): string {
  return JSON.stringify({ rules: { [code]: level } });
}

async function severity(
  client: LanguageClient,
  uri: string,
): Promise<DiagnosticSeverity | undefined> {
  const { items } = await pull(client, uri);
  return items.find(item => item.code === code)?.severity;
}
