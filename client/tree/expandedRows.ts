import * as vscode from 'vscode';

const key = 'tree.expanded';
/** Rows that are remembered: those that were opened or closed last. */
const mostKept = 300;

/** Which rows the user opened or closed, so that a window that is reloaded shows the same: VS Code forgets it. */
export class ExpandedRows {
  readonly #state: vscode.Memento;
  readonly #rows: Map<string, boolean>;

  constructor(state: vscode.Memento) {
    this.#state = state;
    this.#rows = new Map(state.get<readonly (readonly [string, boolean])[]>(key, []));
  }

  /** The row is open, or closed, from now on. */
  set(id: string, isExpanded: boolean): void {
    this.#rows.delete(id);
    this.#rows.set(id, isExpanded);
    for (const oldest of this.#rows.keys()) {
      if (this.#rows.size <= mostKept) break;
      this.#rows.delete(oldest);
    }
    // At once: a window that is reloaded waits for nothing. VS Code gathers what is written together.
    void this.#state.update(key, [...this.#rows]);
  }

  /** The item, open or closed as the user left it. */
  restore(item: vscode.TreeItem): vscode.TreeItem {
    const isExpanded = item.id === undefined ? undefined : this.#rows.get(item.id);
    const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    if (isExpanded !== undefined && item.collapsibleState !== None) {
      item.collapsibleState = isExpanded ? Expanded : Collapsed;
    }
    return item;
  }
}
