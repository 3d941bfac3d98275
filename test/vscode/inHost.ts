// Runs inside the extension host, in a browser's workbench and on a desktop alike: what other extensions would see of this one.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';

import { until } from '../support/until';
import { assistantsAreAnswered } from './inHostAssistants';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

/** The workspace is a folder with a sample destination, which the local database holds. */
export async function run(): Promise<void> {
  await assistantsAreAnswered();
  const extension = vscode.extensions.getExtension<unknown>('data-sync-explorer.pendo-data-sync');
  assert.ok(extension, 'the extension is there');
  await extension.activate();
  await everyCommandIsThere(extension.packageJSON as Manifest);
  await aProblemIsFound();
  await anAvroFileIsPreviewed();
}

async function everyCommandIsThere({ contributes }: Manifest): Promise<void> {
  const there = new Set(await vscode.commands.getCommands(true));
  const missing = contributes.commands.filter(({ command }) => !there.has(command));
  assert.deepEqual(missing, []);
}

async function aProblemIsFound(): Promise<void> {
  const uri = await fileNamed('exportmanifest.json');
  const text = readFileSync(uri.fsPath, 'utf8');
  const document = await vscode.workspace.openTextDocument(uri);
  assert.equal(document.languageId, 'pendo-exportmanifest');
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, document.positionAt(text.indexOf('"counter"')), '"counter": -1, ');
  await vscode.workspace.applyEdit(edit);
  await until('a problem', () => vscode.languages.getDiagnostics(uri).length > 0);
}

async function anAvroFileIsPreviewed(): Promise<void> {
  await vscode.commands.executeCommand('vscode.open', await fileNamed('*.avro'));
  await until('a preview', () => {
    const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
    return input instanceof vscode.TabInputCustom && input.viewType === 'pendoDataSync.avroPreview';
  });
}

async function fileNamed(pattern: string): Promise<vscode.Uri> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'a folder is open');
  const found = await firstBelow(folder.uri, new RegExp(`^${pattern.replace('*', '.*')}$`));
  assert.ok(found, `no ${pattern} in the workspace`);
  return found;
}

async function firstBelow(folder: vscode.Uri, name: RegExp): Promise<vscode.Uri | undefined> {
  for (const [entry, type] of await vscode.workspace.fs.readDirectory(folder)) {
    const uri = vscode.Uri.joinPath(folder, entry);
    const found =
      type === vscode.FileType.Directory
        ? await firstBelow(uri, name)
        : name.test(entry)
          ? uri
          : undefined;
    if (found) return found;
  }
  return undefined;
}
