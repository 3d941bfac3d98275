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
import { wrapSentences } from './wrapSentences';

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
  readonly #underWay = new Map<string, { folder: string; planned: Promise<KnownPlan> }>();
  readonly #files = new ReadOnlyFiles(planScheme, { read: uri => this.#read(uri) });
  readonly #lenses = new PlanLenses(uri => this.#known.get(uri.toString())?.state);
  readonly #listeners: vscode.Disposable;

  constructor(parts: { readonly database: LocalDatabase; readonly log: vscode.LogOutputChannel }) {
    this.#database = parts.database;
    this.#log = parts.log;
    this.#listeners = vscode.Disposable.from(
      vscode.languages.registerCodeLensProvider({ scheme: planScheme }, this.#lenses),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.#forget(uri);
      }),
      parts.database.onDidChange(() => this.#planAgain()),
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
  async apply(
    order: SyncOrder,
    body: (plan: PlanText | undefined) => Promise<boolean>,
  ): Promise<void> {
    const uri = planUri(order);
    const before = this.#known.get(uri.toString());
    // Agreed to twice: in the document, and in a question that stayed open.
    if (before?.state.kind === 'running') return;
    if (before) this.#set(uri, { ...before, state: { kind: 'running' } });
    let isDone = false;
    try {
      isDone = await body(before?.state.kind === 'ready' ? before.state.plan : undefined);
    } finally {
      // The document may have been closed meanwhile.
      if (before && this.#known.has(uri.toString())) {
        this.#set(uri, { ...before, state: { kind: isDone ? 'applied' : 'partlyApplied' } });
      }
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

  /** VS Code may read a document several times at once. */
  #plan(uri: vscode.Uri, order: SyncOrder): Promise<KnownPlan> {
    const key = uri.toString();
    const { folder } = this.#database;
    const underWay = this.#underWay.get(key);
    if (underWay?.folder === folder) return underWay.planned;
    const planned = this.#tryToPlan(order, folder)
      .then(known => this.#set(uri, known))
      .finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, { folder, planned });
    return planned;
  }

  async #tryToPlan(order: SyncOrder, folder: string): Promise<KnownPlan> {
    const { t } = vscode.l10n;
    try {
      const plan = await cancellable(t('Planning {0}', order.name), signal =>
        this.#database.whileReading(
          `plan of ${order.name} in VS Code`,
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
      return { text: wrapSentences(editorWords(t, plan.text)), state, folder };
    } catch (thrown) {
      const { code, message } = toDataSyncError(thrown);
      this.#log.warn(`${code}: ${message}`);
      const text = t('There is no plan: {0}.', editorWords(t, message));
      return { text: wrapSentences(text), state: { kind: 'failed' }, folder };
    }
  }

  #set(uri: vscode.Uri, known: KnownPlan): KnownPlan {
    this.#known.set(uri.toString(), known);
    this.#refresh();
    return known;
  }

  #forget(uri: vscode.Uri): void {
    if (this.#known.delete(uri.toString())) this.#refresh();
  }

  #refresh(): void {
    this.#lenses.refresh();
    const ready = [...this.#known].filter(([, { state }]) => state.kind === 'ready');
    const uris = ready.map(([key]) => key);
    void vscode.commands.executeCommand('setContext', 'pendoDataSync.readyPlans', uris);
  }

  /** Plans for a folder that the user has changed since, and those that somebody stood in the way of. */
  #planAgain(): void {
    const { folder } = this.#database;
    for (const [key, known] of this.#known) {
      const { kind } = known.state;
      if (kind === 'running' || (known.folder === folder && kind !== 'failed')) continue;
      this.#known.delete(key);
      this.#files.changed(vscode.Uri.parse(key));
    }
  }
}
