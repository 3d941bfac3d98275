import * as vscode from 'vscode';

import { readOrder } from './syncOrder';
import { planSizeText } from './syncTexts';
import type { PlanState } from './syncPlans';

/** What can be done with a plan, above its first line. */
export class PlanLenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #changes = new vscode.EventEmitter<void>();
  readonly #trust = vscode.workspace.onDidGrantWorkspaceTrust(() => this.refresh());
  readonly #stateOf: (uri: vscode.Uri) => PlanState | undefined;

  readonly onDidChangeCodeLenses = this.#changes.event;

  constructor(stateOf: (uri: vscode.Uri) => PlanState | undefined) {
    this.#stateOf = stateOf;
  }

  /** A plan has another state. */
  refresh(): void {
    this.#changes.fire();
  }

  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    const top = new vscode.Range(0, 0, 0, 0);
    return commandsFor(uri, this.#stateOf(uri)).map(command => new vscode.CodeLens(top, command));
  }

  dispose(): void {
    this.#trust.dispose();
    this.#changes.dispose();
  }
}

function commandsFor(uri: vscode.Uri, state: PlanState | undefined): vscode.Command[] {
  const { t } = vscode.l10n;
  const again = {
    title: `$(refresh) ${t('Plan again')}`,
    command: 'pendoDataSync.planSync',
    arguments: [readOrder(uri.query)],
  };
  switch (state?.kind) {
    case undefined:
      return [];
    case 'ready':
      return [vscode.workspace.isTrusted ? applyCommand(uri, state.plan) : needsTrust()];
    case 'running':
      return [
        { title: `$(sync~spin) ${t('Syncing')}`, command: '' },
        { title: t('Cancel'), command: 'pendoDataSync.cancelSync' },
      ];
    case 'partlyApplied':
      return [applyAgain(uri), again];
    case 'applied':
      return [{ title: `$(check) ${t('Applied')}`, command: '' }, again];
    case 'nothingToDo':
    case 'failed':
      return [again];
  }
}

function applyCommand(
  uri: vscode.Uri,
  plan: Extract<PlanState, { kind: 'ready' }>['plan'],
): vscode.Command {
  return {
    title: `$(play) ${vscode.l10n.t('Apply: {0}', planSizeText(plan))}`,
    command: 'pendoDataSync.applyPlan',
    arguments: [uri],
  };
}

function applyAgain(uri: vscode.Uri): vscode.Command {
  return {
    title: `$(play) ${vscode.l10n.t('Apply what is left')}`,
    command: 'pendoDataSync.applyPlan',
    arguments: [uri],
  };
}

function needsTrust(): vscode.Command {
  return {
    title: `$(lock) ${vscode.l10n.t('To apply it, trust this workspace')}`,
    command: 'workbench.trust.manage',
  };
}
