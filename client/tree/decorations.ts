// Colours and badges: what is not synced yet, in the tree and on manifests in the explorer. They only repeat the word.
import * as vscode from 'vscode';

import { stateGlyphs } from '../../shared/listing/stateGlyphs';
import type { LoadState } from '../../shared/plan/states';
import { toSyncText } from './texts';

const scheme = 'pendo-data-sync-state';

/** The decoration of a row that has a state. */
export function stateUri(state: LoadState): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${state}` });
}

/** The decoration of a row below which so many exports wait. */
export function pendingUri(count: number): vscode.Uri {
  return vscode.Uri.from({ scheme, path: '/pending', query: String(count) });
}

/** Label colours only where a row asks for attention or for none; what waits shows by its icon. */
const labelColors: Readonly<Partial<Record<LoadState, string>>> = {
  superseded: 'disabledForeground',
  missing: 'list.warningForeground',
  failed: 'list.errorForeground',
};

const iconColors: Readonly<Partial<Record<LoadState, string>>> = {
  ...labelColors,
  new: 'charts.blue',
  partly: 'charts.blue',
  stale: 'charts.blue',
  synced: 'charts.green',
};

/** The icon of a row in the colour of its state. */
export function stateIcon(icon: string, state: LoadState | undefined): vscode.ThemeIcon {
  const color = state && iconColors[state];
  return new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
}

/** Decorates rows by their URI, and manifest files by what waits in them. */
export class StateDecorations implements vscode.FileDecorationProvider, vscode.Disposable {
  readonly #changes = new vscode.EventEmitter<vscode.Uri>();
  /** By URI of the manifest file. */
  readonly #pending = new Map<string, number>();

  /** Registering looks for it: it must be there before. */
  readonly onDidChangeFileDecorations = this.#changes.event;
  readonly #registration = vscode.window.registerFileDecorationProvider(this);

  /** So many exports of a manifest wait. */
  setPending(manifest: vscode.Uri, count: number): void {
    if (count === 0) this.#pending.delete(manifest.toString());
    else this.#pending.set(manifest.toString(), count);
    this.#changes.fire(manifest);
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    if (uri.scheme !== scheme) return pendingDecoration(this.#pending.get(uri.toString()) ?? 0);
    if (uri.path === '/pending') return pendingDecoration(Number(uri.query));
    const color = Object.entries(labelColors).find(([state]) => uri.path === `/${state}`)?.[1];
    return color === undefined ? undefined : { color: new vscode.ThemeColor(color) };
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changes.dispose();
  }
}

/** A badge has two characters at most. */
function pendingDecoration(count: number): vscode.FileDecoration | undefined {
  if (count === 0) return undefined;
  return { badge: count < 100 ? String(count) : stateGlyphs.new, tooltip: toSyncText(count) };
}
