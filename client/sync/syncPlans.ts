// Plans as read-only documents: a document's URI says what is wanted, so that it is planned anew after a reload.
import * as vscode from 'vscode';

import { toDataSyncError } from '../../shared/errors';
import type { PlanText } from '../../shared/protocol/worker';
import type { LocalDatabase } from '../database';
import { cancellable } from '../ui/cancellable';
import { editorWords } from '../ui/editorWords';
import { ReadOnlyFiles } from '../ui/readOnlyFiles';
import { PlanLenses } from './planLenses';
import { planScheme, planUri } from './planUri';
import { readOrder, recipesOf, type SyncOrder } from './syncOrder';

/** What can be done with a plan. */
export type PlanState =
  | { readonly kind: 'ready'; readonly plan: PlanText }
  | { readonly kind: 'nothingToDo' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'running' }
  /** It ended early, or something failed: what the plan says is no longer all to do. */
  | { readonly kind: 'partlyApplied' }
  | { readonly kind: 'applied' };

interface KnownPlan {
  readonly text: string;
  readonly state: PlanState;
  /** The folder that it was made for. */
  readonly folder: string;
}

/** The plans that are open, each as a document with buttons above it. */
export class SyncPlans implements vscode.Disposable {
  readonly #database: LocalDatabase;
  readonly #log: vscode.LogOutputChannel;
  readonly #known = new Map<string, KnownPlan>();
  readonly #files = new ReadOnlyFiles(planScheme, uri => this.#read(uri));
  readonly #lenses = new PlanLenses(uri => this.#known.get(uri.toString())?.state);
  readonly #listeners: vscode.Disposable;

  constructor(parts: { readonly database: LocalDatabase; readonly log: vscode.LogOutputChannel }) {
    this.#database = parts.database;
    this.#log = parts.log;
    this.#listeners = vscode.Disposable.from(
      vscode.languages.registerCodeLensProvider({ scheme: planScheme }, this.#lenses),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === planScheme) this.#set(uri, undefined);
      }),
      parts.database.onDidChange(() => this.#planForNewFolder()),
    );
  }

  /** Plans an order and shows the plan; undefined when that failed, which the document then says. */
  async show(order: SyncOrder): Promise<PlanText | undefined> {
    const uri = planUri(order);
    if (this.#known.get(uri.toString())?.state.kind !== 'running') await this.#plan(uri, order);
    this.#files.changed(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: true });
    const state = this.#known.get(uri.toString())?.state;
    return state?.kind === 'ready' ? state.plan : undefined;
  }

  /** Marks the document of an order while it is carried out; `body` resolves with whether all went well. */
  async apply(order: SyncOrder, body: () => Promise<boolean>): Promise<void> {
    const uri = planUri(order);
    const before = this.#known.get(uri.toString());
    if (before) this.#set(uri, { ...before, state: { kind: 'running' } });
    const isDone = await body();
    // The document may have been closed meanwhile.
    if (before && this.#known.has(uri.toString())) {
      this.#set(uri, { ...before, state: { kind: isDone ? 'applied' : 'partlyApplied' } });
    }
  }

  dispose(): void {
    this.#listeners.dispose();
    this.#lenses.dispose();
    this.#files.dispose();
  }

  async #read(uri: vscode.Uri): Promise<string> {
    const order = readOrder(uri.query);
    if (!order) return vscode.l10n.t('This is no plan. Choose “Plan” on an export to make one.');
    const { text } = this.#known.get(uri.toString()) ?? (await this.#plan(uri, order));
    return text;
  }

  async #plan(uri: vscode.Uri, order: SyncOrder): Promise<KnownPlan> {
    const { folder } = this.#database;
    const planned = await this.#tryToPlan(order, folder);
    const known = { ...planned, folder };
    this.#set(uri, known);
    return known;
  }

  async #tryToPlan(order: SyncOrder, folder: string): Promise<Omit<KnownPlan, 'folder'>> {
    const { t } = vscode.l10n;
    try {
      const plan = await cancellable(t('Planning {0}', order.name), signal =>
        this.#database.whileReading(
          t('plan of {0} in VS Code', order.name),
          () =>
            this.#database.requestAlone(
              'describePlan',
              { recipes: recipesOf(order, folder) },
              { signal },
            ),
          signal,
        ),
      );
      const state: PlanState = plan.slices > 0 ? { kind: 'ready', plan } : { kind: 'nothingToDo' };
      return { text: editorWords(plan.text), state };
    } catch (thrown) {
      const { code, message } = toDataSyncError(thrown);
      this.#log.warn(`${code}: ${message}`);
      return { text: t('There is no plan: {0}.', editorWords(message)), state: { kind: 'failed' } };
    }
  }

  #set(uri: vscode.Uri, known: KnownPlan | undefined): void {
    if (known) this.#known.set(uri.toString(), known);
    else this.#known.delete(uri.toString());
    this.#lenses.refresh();
    const ready = [...this.#known].filter(([, { state }]) => state.kind === 'ready');
    const uris = ready.map(([key]) => key);
    void vscode.commands.executeCommand('setContext', 'pendoDataSync.readyPlans', uris);
  }

  /** A plan for a folder that the user has changed since would be applied to another one. */
  #planForNewFolder(): void {
    const { folder } = this.#database;
    for (const [key, known] of this.#known) {
      if (known.folder === folder || known.state.kind === 'running') continue;
      const uri = vscode.Uri.parse(key);
      this.#known.delete(key);
      this.#files.changed(uri);
    }
  }
}
