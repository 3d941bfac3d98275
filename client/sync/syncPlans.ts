// Plans as read-only documents: a document's URI says what is wanted, so that it is planned anew after a reload.
import * as vscode from 'vscode';

import { toDataSyncError } from '../../shared/errors';
import type { PlanText } from '../../shared/protocol/worker';
import type { LocalDatabase } from '../database';
import { PlanLenses } from './planLenses';
import { asPathSegment, orderText, readOrder, recipeOf, type SyncOrder } from './syncOrder';

/** Scheme of plan documents. */
export const planScheme = 'pendo-data-sync-plan';

/** What can be done with a plan. */
export type PlanState =
  /** It can be applied; a failed try can be repeated. */
  | { readonly kind: 'ready'; readonly plan: PlanText }
  | { readonly kind: 'nothingToDo' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'running' }
  | { readonly kind: 'applied' };

/** The plans that are open, each as a document with buttons above it. */
export class SyncPlans implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #database: LocalDatabase;
  readonly #log: vscode.LogOutputChannel;
  readonly #changes = new vscode.EventEmitter<vscode.Uri>();
  readonly #states = new Map<string, PlanState>();
  readonly #lenses = new PlanLenses(uri => this.#states.get(uri.toString()));
  readonly #listeners: vscode.Disposable;

  readonly onDidChange = this.#changes.event;

  constructor(parts: { readonly database: LocalDatabase; readonly log: vscode.LogOutputChannel }) {
    this.#database = parts.database;
    this.#log = parts.log;
    const { registerTextDocumentContentProvider, onDidCloseTextDocument } = vscode.workspace;
    this.#listeners = vscode.Disposable.from(
      registerTextDocumentContentProvider(planScheme, this),
      vscode.languages.registerCodeLensProvider({ scheme: planScheme }, this.#lenses),
      onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === planScheme) this.#setState(uri, undefined);
      }),
    );
  }

  /** Plans an order, anew if need be, and shows it; undefined when that failed, which the document then says. */
  async show(order: SyncOrder): Promise<PlanText | undefined> {
    const uri = planUri(order);
    if (this.#states.has(uri.toString())) await this.#planAgain(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: true });
    const state = this.#states.get(uri.toString());
    if (state?.kind === 'nothingToDo') return nothing;
    return state?.kind === 'ready' ? state.plan : undefined;
  }

  /** Marks the document of an order while it is carried out; `body` resolves with whether all went well. */
  async apply(order: SyncOrder, body: () => Promise<boolean>): Promise<void> {
    const uri = planUri(order);
    const before = this.#states.get(uri.toString());
    if (before) this.#setState(uri, { kind: 'running' });
    const isDone = await body();
    // The document may have been closed meanwhile.
    if (this.#states.has(uri.toString())) {
      this.#setState(uri, isDone ? { kind: 'applied' } : before);
    }
  }

  async provideTextDocumentContent(
    uri: vscode.Uri,
    token: vscode.CancellationToken,
  ): Promise<string> {
    const order = readOrder(uri.query);
    if (!order) return vscode.l10n.t('This is no plan. Choose “Plan” on an export to make one.');
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    try {
      const plan = await this.#plan(order, controller.signal);
      this.#setState(uri, plan.slices > 0 ? { kind: 'ready', plan } : { kind: 'nothingToDo' });
      return plan.text;
    } catch (thrown) {
      const { code, message } = toDataSyncError(thrown);
      this.#log.warn(`${code}: ${message}`);
      this.#setState(uri, { kind: 'failed' });
      return vscode.l10n.t('There is no plan: {0}.', message);
    }
  }

  dispose(): void {
    this.#listeners.dispose();
    this.#lenses.dispose();
    this.#changes.dispose();
  }

  #setState(uri: vscode.Uri, state: PlanState | undefined): void {
    if (state) this.#states.set(uri.toString(), state);
    else this.#states.delete(uri.toString());
    this.#lenses.refresh();
    const ready = [...this.#states].filter(([, { kind }]) => kind === 'ready').map(([key]) => key);
    void vscode.commands.executeCommand('setContext', 'pendoDataSync.readyPlans', ready);
  }

  #plan(order: SyncOrder, signal: AbortSignal): Promise<PlanText> {
    const database = this.#database;
    const ask = (folder: string | undefined) =>
      database.requestAlone('describePlan', recipeOf(order, folder ?? database.folder), { signal });
    return database.whileReading('plan', ask, signal);
  }

  /** Resolves when the open document holds the new plan. */
  #planAgain(uri: vscode.Uri): Promise<void> {
    return new Promise(resolve => {
      const listener = this.#lenses.onDidChangeCodeLenses(() => {
        listener.dispose();
        resolve();
      });
      this.#changes.fire(uri);
    });
  }
}

const nothing: PlanText = { text: '', slices: 0, rowsIn: 0, rowsOut: 0, isExact: true };

/** The document of an order. */
export function planUri(order: SyncOrder): vscode.Uri {
  const path = `/${asPathSegment(order.name)}/${vscode.l10n.t('Sync plan')}`;
  return vscode.Uri.from({ scheme: planScheme, path, query: orderText(order) });
}
