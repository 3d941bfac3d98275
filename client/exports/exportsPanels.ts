// The panels with tables of exports, one for each scope. In a bundle of its own.
import * as vscode from 'vscode';

import { serveChannel } from '../../shared/protocol/channel';
import type { ExportsViewRequests } from '../../shared/protocol/exportsView';
import type { App } from '../app';
import { pageOf } from '../ui/webviewPage';
import { ExportsReader } from './exportsReader';
import type { ExportsScope } from './exportsScope';
import { serveExports } from './serveExports';

const viewType = 'pendoDataSync.exports';

/** Opens panels and fills them. */
export class ExportsPanels {
  readonly #app: App;
  /** By scope. */
  readonly #open = new Map<string, vscode.WebviewPanel>();

  constructor(app: App) {
    this.#app = app;
  }

  /** Shows the panel of a scope: the one that is open, or a new one. */
  open(scope: ExportsScope): void {
    const known = this.#open.get(keyOf(scope));
    if (known) return known.reveal();
    const panel = vscode.window.createWebviewPanel(
      viewType,
      titleOf(scope),
      vscode.ViewColumn.Active,
    );
    this.fill(panel, scope);
  }

  /** Fills a panel, also one of an earlier window. */
  fill(panel: vscode.WebviewPanel, scope: ExportsScope): void {
    const { context } = this.#app;
    const { webview } = panel;
    const key = keyOf(scope);
    this.#open.set(key, panel);
    const icon = (theme: string) =>
      vscode.Uri.joinPath(context.extensionUri, `media/icons/exports-${theme}.svg`);
    panel.title = titleOf(scope);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    const roots = [vscode.Uri.joinPath(context.extensionUri, 'dist/media')];
    webview.options = { enableScripts: true, localResourceRoots: roots };
    const reader = new ExportsReader(this.#app, scope);
    serveChannel<ExportsViewRequests>(
      {
        post: message => void webview.postMessage(message),
        listen: onMessage => void webview.onDidReceiveMessage(onMessage),
      },
      serveExports(this.#app, reader),
    );
    panel.onDidDispose(() => {
      if (this.#open.get(key) === panel) this.#open.delete(key);
      reader.dispose();
    });
    let wasVisible = true;
    panel.onDidChangeViewState(() => {
      // Said of the focus too.
      if (panel.visible && !wasVisible) reader.comeBack();
      wasVisible = panel.visible;
    });
    const page = { name: 'exports', title: vscode.l10n.t('exports'), data: scope };
    webview.html = pageOf(webview, context.extensionUri, page);
  }
}

function keyOf({ destination = '', manifests = [] }: ExportsScope): string {
  return [destination, ...manifests].join('\n');
}

function titleOf({ name }: ExportsScope): string {
  const { t } = vscode.l10n;
  return name === undefined ? t('Exports') : t('Exports of {0}', name);
}
