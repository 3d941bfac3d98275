// Notebooks as the rest of the extension sees them; what opens and runs them is read with the first.
import * as vscode from 'vscode';

import type { QueryParts } from '../query/queryParts';
import { notebookType } from './notebookTypes';
import type { NotebookWorkbench } from './notebookWorkbench';

/** Notebooks of SQL and Markdown. */
export class Notebooks implements vscode.Disposable {
  readonly #parts: QueryParts;
  readonly #serializer: vscode.Disposable;
  #workbench: Promise<NotebookWorkbench> | undefined;

  constructor(parts: QueryParts) {
    this.#parts = parts;
    this.#serializer = vscode.workspace.registerNotebookSerializer(
      notebookType,
      {
        deserializeNotebook: async bytes => (await this.#load()).read(bytes),
        serializeNotebook: async data => (await this.#load()).write(data),
      },
      { transientOutputs: true },
    );
  }

  /** Opens a new notebook with ready queries. */
  async create(): Promise<void> {
    await (await this.#load()).create();
  }

  /** Asks for which database a notebook is, and writes it there. */
  async bind(notebook: vscode.NotebookDocument): Promise<void> {
    await (await this.#load()).bind(notebook);
  }

  dispose(): void {
    this.#serializer.dispose();
    void this.#workbench?.then(workbench => workbench.dispose());
  }

  #load(): Promise<NotebookWorkbench> {
    this.#workbench ??= import('./notebookWorkbench').then(
      ({ NotebookWorkbench: Workbench }) => new Workbench(this.#parts),
    );
    return this.#workbench;
  }
}
