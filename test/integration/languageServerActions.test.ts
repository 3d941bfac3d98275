// What a reader can do about a finding: mend its form, look at the evidence, silence its rule.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  ApplyWorkspaceEditRequest,
  CodeActionKind,
  CodeActionResolveRequest,
  ExecuteCommandRequest,
  ShowDocumentRequest,
  ShowMessageNotification,
  type ApplyWorkspaceEditParams,
  type ClientCapabilities,
  type CodeAction,
  type ShowDocumentParams,
} from 'vscode-languageserver-protocol/node';

import { articleBillOfMaterials } from '../support/articleSamples';
import { withLanguageClient, type LanguageClient } from '../support/languageClient';
import { actions, edited, pull, rangeOf } from '../support/languageRequests';
import { applicationFolder, makeSampleDestination } from '../support/sampleDestination';
import { withTemporaryFolder } from '../support/temporaryFolder';

const billUri = 'untitled:billofmaterials.json';
const manifestUri = 'untitled:exportmanifest.json';

const twins = `{"exports": [
  {"counter": 412, "rootUrl": "gs://b/datasync/1/2/aa"},
  {"counter": 412, "rootUrl": "gs://b/datasync/1/2/bb"}
]}`;

const twoWithoutZone = `{"exports": [
  {"counter": 1, "rootUrl": "gs://b/datasync/1/2/aa", "finishTime": "2023-02-23T07:45:51"},
  {"counter": 2, "rootUrl": "gs://b/datasync/1/2/bb/", "finishTime": "2023-02-24T07:45:51"}
]}`;

const creating: ClientCapabilities = {
  workspace: {
    applyEdit: true,
    workspaceEdit: { documentChanges: true, resourceOperations: ['create'] },
  },
};

test('a quick fix mends what is touched, and fix all every defect of the sample of the article', async () => {
  await withLanguageClient({}, async client => {
    const uri = await client.open(billUri, articleBillOfMaterials);
    const { items } = await pull(client, uri);
    const comma = items.find(({ code }) => code === 'manifest.missing-comma');
    assert.ok(comma);
    const quickFixes = await actions(client, uri, comma.range, { only: [CodeActionKind.QuickFix] });
    assert.equal(quickFixes[0]?.title, 'Insert the comma');
    const only = [CodeActionKind.SourceFixAll];
    const [all] = await actions(client, uri, comma.range, { only });
    const fixed = edited(articleBillOfMaterials, all?.edit?.changes?.[uri]);
    assert.equal((JSON.parse(fixed) as { readonly numberOfFiles: number }).numberOfFiles, 7);
  });
});

test('defects of one kind are mended together, and those of other kinds stay', async () => {
  await withLanguageClient({}, async client => {
    const uri = await client.open(manifestUri, twoWithoutZone);
    const offered = await actions(client, uri, rangeOf(twoWithoutZone, '"2023-02-23T07:45:51"'));
    const all = withTitle(offered, /^Fix all of manifest\.timestamp-without-zone/);
    const fixed = edited(twoWithoutZone, all.edit?.changes?.[uri]);
    assert.equal(fixed, twoWithoutZone.replaceAll(':51"', ':51Z"'));
  });
});

test('a client that can wait is given the edit of a fix all when it is chosen', async () => {
  const codeAction = { dataSupport: true, resolveSupport: { properties: ['edit'] } };
  await withLanguageClient({ capabilities: { textDocument: { codeAction } } }, async client => {
    const uri = await client.open(manifestUri, twoWithoutZone);
    const only = [CodeActionKind.SourceFixAll];
    const [all] = await actions(client, uri, rangeOf(twoWithoutZone, 'counter'), { only });
    assert.ok(all && !all.edit);
    const resolved = await client.connection.sendRequest(CodeActionResolveRequest.type, all);
    const fixed = edited(twoWithoutZone, resolved.edit?.changes?.[uri]);
    assert.equal(fixed, twoWithoutZone.replaceAll(':51"', ':51Z"').replace('/bb/', '/bb'));
  });
});

test('of a duplicate counter the twin is shown, and nothing is edited', async () => {
  const shown: ShowDocumentParams[] = [];
  const capabilities = { window: { showDocument: { support: true } } };
  await withLanguageClient({ capabilities, listen: showing(shown) }, async client => {
    const uri = await client.open(manifestUri, twins);
    const offered = await actions(client, uri, secondCounter);
    assert.ok(offered.every(({ edit }) => edit === undefined));
    await run(client, withTitle(offered, /^Show /));
    assert.equal(shown[0]?.uri, uri);
    assert.equal(shown[0]?.selection?.start.line, 1);
  });
});

test('of a count that differs the counted file is opened, by a command of the client where it has one', async () => {
  await withTemporaryFolder(async folder => {
    const file = path.join(
      applicationFolder(await makeSampleDestination(folder)),
      'exportmanifest.json',
    );
    const text = (await readFile(file, 'utf8')).replace(
      /"numberOfFiles":\s*\d+/,
      '"numberOfFiles": 99',
    );
    const initializationOptions = { commands: ['pendoDataSync.showEvidence'] };
    await withLanguageClient({ initializationOptions }, async client => {
      const own = client.initialized.capabilities.executeCommandProvider?.commands;
      assert.ok(!own?.includes('pendoDataSync.showEvidence'));
      const uri = await client.open(file, text);
      const offered = await actions(client, uri, rangeOf(text, '"numberOfFiles": 99'));
      const { command } = withTitle(offered, /^Open the bill of materials$/);
      assert.equal(command?.command, 'pendoDataSync.showEvidence');
      const target: unknown = command.arguments?.[0];
      assert.ok(typeof target === 'string');
      await readFile(new URL(target));
    });
  });
});

test('a client that can show nothing is offered no evidence', async () => {
  await withLanguageClient({}, async client => {
    const uri = await client.open(manifestUri, twins);
    const titles = (await actions(client, uri, secondCounter)).map(({ title }) => title);
    assert.deepEqual(titles, ['Silence manifest.duplicate-counter in .pendo-data-sync.json']);
  });
});

test('a rule is silenced in a new settings file at the top of the workspace, or in the nearest one', async () => {
  await withTemporaryFolder(async folder => {
    const sent: ApplyWorkspaceEditParams[] = [];
    const options = { capabilities: creating, folder, listen: applying(sent) };
    await withLanguageClient(options, async client => {
      const uri = await client.open(path.join(folder, 'exportmanifest.json'), twins);
      const settings = path.join(folder, '.pendo-data-sync.json');
      const silence = withTitle(await actions(client, uri, secondCounter), /^Silence /);
      await run(client, silence);
      assert.deepEqual(changedFiles(sent[0]), [
        ['create', pathToFileURL(settings).href],
        ['{\n  "rules": {\n    "manifest.duplicate-counter": "off"\n  }\n}\n'],
      ]);

      const before = '{\n\t"rules": {\n\t\t"manifest.counter-zero": "error"\n\t}\n}\n';
      await writeFile(settings, before);
      await run(client, silence);
      const after = edited(before, sent[1]?.edit.changes?.[pathToFileURL(settings).href]);
      const rule = '"manifest.counter-zero": "error"';
      assert.equal(
        after,
        before.replace(rule, `${rule},\n\t\t"manifest.duplicate-counter": "off"`),
      );
    });
  });
});

test('a client that cannot create files is told what to write where', async () => {
  await withTemporaryFolder(async folder => {
    const told: string[] = [];
    const listen: Listener = connection =>
      connection.onNotification(ShowMessageNotification.type, ({ message }) => {
        told.push(message);
      });
    await withLanguageClient({ folder, listen }, async client => {
      const uri = await client.open(path.join(folder, 'exportmanifest.json'), twins);
      await run(client, withTitle(await actions(client, uri, secondCounter), /^Silence /));
      const settings = path.join(folder, '.pendo-data-sync.json');
      assert.deepEqual(told, [
        `this editor cannot make the edit; write {"rules": {"manifest.duplicate-counter": "off"}} into ${settings}`,
      ]);
    });
  });
});

const secondCounter = {
  start: { line: 2, character: 15 },
  end: { line: 2, character: 15 },
};

type Listener = (connection: LanguageClient['connection']) => void;

function showing(shown: ShowDocumentParams[]): Listener {
  return connection =>
    connection.onRequest(ShowDocumentRequest.type, params => {
      shown.push(params);
      return { success: true };
    });
}

function applying(sent: ApplyWorkspaceEditParams[]): Listener {
  return connection =>
    connection.onRequest(ApplyWorkspaceEditRequest.type, params => {
      sent.push(params);
      return { applied: true };
    });
}

function withTitle(offered: readonly CodeAction[], title: RegExp): CodeAction {
  const found = offered.find(action => title.test(action.title));
  assert.ok(found, `no ${String(title)} among ${offered.map(action => action.title).join(', ')}`);
  return found;
}

async function run({ connection }: LanguageClient, { command }: CodeAction): Promise<void> {
  assert.ok(command);
  await connection.sendRequest(ExecuteCommandRequest.type, {
    command: command.command,
    arguments: command.arguments ?? [],
  });
}

/** Of an edit that creates a file: what is done with which file, and the texts that are put in. */
function changedFiles(sent: ApplyWorkspaceEditParams | undefined): string[][] {
  return (sent?.edit.documentChanges ?? []).map(change =>
    'kind' in change
      ? [change.kind, 'uri' in change ? change.uri : '']
      : change.edits.flatMap(edit => ('newText' in edit ? [edit.newText] : [])),
  );
}
