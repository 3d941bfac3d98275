// Tables of exports as the rest of the extension sees them; what fills them is read with the first.
import * as vscode from 'vscode';

import type { App } from '../app';
import type { ExportsPanels } from './exportsPanels';
import { readScope, type ExportsScope } from './exportsScope';

/** The kind of its panels; tabs of it are there again after a reload. */
export const exportsViewType = 'pendoDataSync.exports';

/** Opens tables of exports, and fills those of an earlier window. */
export class ExportsTables implements vscode.Disposable {
  readonly #app: () => App;
  readonly #serializer: vscode.Disposable;
  #panels: Promise<ExportsPanels> | undefined;

  /** `app` is asked for when the first table is opened. */
  constructor(app: () => App) {
    this.#app = app;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(exportsViewType, {
      deserializeWebviewPanel: async (panel, state) =>
        (await this.#load()).fill(panel, readScope(state)),
    });
  }

  /** Shows the table of a scope: the one that is open, or a new one. */
  async open(scope: ExportsScope): Promise<void> {
    (await this.#load()).open(scope);
  }

  dispose(): void {
    this.#serializer.dispose();
  }

  #load(): Promise<ExportsPanels> {
    this.#panels ??= import('./exportsPanels').then(
      ({ ExportsPanels: Panels }) => new Panels(this.#app()),
    );
    return this.#panels;
  }
}
