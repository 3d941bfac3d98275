// The view "Manifest outline": what the editor's own outline is for documents that the editor hands to extensions.
// The server reads such a file from disk; its problems go where those of other manifests are.
import path from 'node:path';
import * as vscode from 'vscode';
import {
  DocumentDiagnosticRequest,
  DocumentSymbolRequest,
  type DocumentSymbol,
  type LanguageClient,
} from 'vscode-languageclient/node';

import { bytesText } from '../../shared/util/humanText';
import { showError } from '../ui/showError';
import type { LargeManifests } from './largeManifests';
import { outlineRows, type OutlineRow } from './outlineRow';

const viewId = 'pendoDataSync.manifestOutline';

interface OutlineParts {
  readonly client: LanguageClient;
  readonly log: vscode.LogOutputChannel;
  readonly large: LargeManifests;
  /** The same as that of the client, so that nothing is told twice. */
  readonly problems: vscode.DiagnosticCollection;
}

/** Shows the outline of the large manifest that is in front. */
export class ManifestOutline implements vscode.TreeDataProvider<OutlineRow>, vscode.Disposable {
  readonly #parts: OutlineParts;
  readonly #changes = new vscode.EventEmitter<void>();
  readonly #view: vscode.TreeView<OutlineRow>;
  readonly #listener: vscode.Disposable;
  #shown: vscode.Uri | undefined;
  #rows: readonly OutlineRow[] = [];
  #watch: vscode.Disposable | undefined;
  #reading = new AbortController();
  readonly #told = new Set<string>();

  readonly onDidChangeTreeData = this.#changes.event;

  constructor(parts: OutlineParts) {
    this.#parts = parts;
    const options = { treeDataProvider: this, showCollapseAll: true };
    this.#view = vscode.window.createTreeView(viewId, options);
    this.#listener = parts.large.onDidChange(() => void this.#follow());
    void this.#follow();
  }

  getChildren(row?: OutlineRow): OutlineRow[] {
    return [...(row ? row.children : this.#rows)];
  }

  getParent(row: OutlineRow): OutlineRow | undefined {
    return row.parent;
  }

  getTreeItem(row: OutlineRow): vscode.TreeItem {
    return row.item();
  }

  dispose(): void {
    this.#reading.abort();
    this.#watch?.dispose();
    this.#listener.dispose();
    this.#view.dispose();
    this.#changes.dispose();
  }

  /** Another manifest is in front, or none. */
  async #follow(): Promise<void> {
    const { current } = this.#parts.large;
    this.#forget();
    this.#shown = current;
    await vscode.commands.executeCommand('setContext', 'pendoDataSync.hasLargeManifest', !!current);
    if (!current) return;
    const folder = vscode.Uri.joinPath(current, '..');
    const pattern = new vscode.RelativePattern(folder, path.basename(current.path));
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    watcher.onDidChange(() => void this.#read(current));
    watcher.onDidCreate(() => void this.#read(current));
    this.#watch = watcher;
    await this.#read(current);
    void this.#tell(current);
  }

  async #read(uri: vscode.Uri): Promise<void> {
    this.#reading.abort();
    const { signal } = (this.#reading = new AbortController());
    try {
      await vscode.window.withProgress({ location: { viewId } }, async () => {
        const { size } = await vscode.workspace.fs.stat(uri);
        const problems = await this.#problemsOf(uri);
        const symbols = await this.#symbolsOf(uri);
        if (signal.aborted) return;
        this.#parts.problems.set(uri, problems);
        this.#rows = outlineRows(uri, symbols, problems.filter(isListed));
        this.#view.description = `${path.basename(uri.path)} · ${bytesText(size)}`;
        this.#changes.fire();
      });
    } catch (error) {
      if (!signal.aborted) await showError(this.#parts, error);
    }
  }

  async #symbolsOf(uri: vscode.Uri): Promise<readonly vscode.DocumentSymbol[]> {
    const { client } = this.#parts;
    const textDocument = { uri: client.code2ProtocolConverter.asUri(uri) };
    const found = (await client.sendRequest(DocumentSymbolRequest.type, { textDocument })) ?? [];
    const symbols = found.filter((symbol): symbol is DocumentSymbol => 'range' in symbol);
    return client.protocol2CodeConverter.asDocumentSymbols(symbols);
  }

  async #problemsOf(uri: vscode.Uri): Promise<readonly vscode.Diagnostic[]> {
    const { client } = this.#parts;
    const textDocument = { uri: client.code2ProtocolConverter.asUri(uri) };
    // With an id from before, the answer comes when all of the file is checked.
    const question = { textDocument, previousResultId: '' };
    const report = await client.sendRequest(DocumentDiagnosticRequest.type, question);
    const items = report.kind === 'full' ? report.items : [];
    return client.protocol2CodeConverter.asDiagnostics(items);
  }

  /** Says where to look, once for each file. */
  async #tell(uri: vscode.Uri): Promise<void> {
    if (this.#told.has(uri.toString())) return;
    this.#told.add(uri.toString());
    const { t } = vscode.l10n;
    const name = path.basename(uri.path);
    const show = t('Show outline');
    const message = t(
      '{0} is too large for the editor’s own outline and hovers. Its problems are listed as always, and its exports in the view “Manifest outline”.',
      name,
    );
    const chosen = await vscode.window.showInformationMessage(message, show);
    if (chosen === show) await vscode.commands.executeCommand(`${viewId}.focus`);
  }

  /** The rows of the one before are not those of the next. */
  #forget(): void {
    this.#reading.abort();
    this.#watch?.dispose();
    const before = this.#shown;
    // Those of a file in the workspace are told anyway.
    if (before && !vscode.workspace.getWorkspaceFolder(before)) this.#parts.problems.delete(before);
    this.#rows = [];
    this.#changes.fire();
  }
}

/** Hints stand at their place only. */
function isListed({ severity }: vscode.Diagnostic): boolean {
  return severity !== vscode.DiagnosticSeverity.Hint;
}
