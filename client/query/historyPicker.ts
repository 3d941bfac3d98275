// The history of queries as a list: a choice opens the statement, buttons do what else there is to do.
import * as vscode from 'vscode';

import { databaseLine } from '../../shared/sql/databaseLine';
import type { HistoryEntry } from '../../shared/sql/queryHistory';
import { durationText } from '../../shared/util/humanText';
import { showError } from '../ui/showError';
import type { QueryHistory } from './queryHistory';
import { rowsText } from './queryTexts';

/** What the list does with a statement besides opening it. */
export interface HistoryPickerPorts {
  readonly history: QueryHistory;
  readonly run: (document: vscode.TextDocument) => Promise<void>;
  readonly log: vscode.LogOutputChannel;
}

interface HistoryItem extends vscode.QuickPickItem {
  readonly entry: HistoryEntry;
}

/** Shows the list. */
export class HistoryPicker {
  readonly #ports: HistoryPickerPorts;
  readonly #picker = vscode.window.createQuickPick<HistoryItem>();
  readonly #again = button('play', vscode.l10n.t('Run again'));
  readonly #copy = button('copy', vscode.l10n.t('Copy'));
  readonly #remove = button('trash', vscode.l10n.t('Remove'));
  readonly #clear = button('clear-all', vscode.l10n.t('Clear all…'));

  constructor(ports: HistoryPickerPorts) {
    this.#ports = ports;
    const picker = this.#picker;
    picker.title = vscode.l10n.t('Query history');
    picker.matchOnDetail = true;
    picker.onDidAccept(() => this.#attempt(this.#open()));
    picker.onDidTriggerItemButton(({ item, button: pressed }) =>
      this.#attempt(this.#press(item.entry, pressed)),
    );
    picker.onDidTriggerButton(() => this.#attempt(this.#askToClear()));
    picker.onDidHide(() => picker.dispose());
  }

  /** Resolves when it is filled. */
  async show(): Promise<void> {
    await this.#fill();
    this.#picker.show();
  }

  async #fill(): Promise<void> {
    const { t } = vscode.l10n;
    const entries = await this.#ports.history.entries();
    const buttons = [this.#again, this.#copy, this.#remove];
    this.#picker.items = entries.map(entry => ({ ...historyItem(entry), buttons }));
    this.#picker.buttons = entries.length > 0 ? [this.#clear] : [];
    this.#picker.placeholder =
      entries.length > 0
        ? t('Filter by statement, database or day; Enter opens it in a new document')
        : t(
            'No statement is kept: run one of a SQL document, or see the setting Query: History Size',
          );
  }

  async #open(): Promise<void> {
    const [chosen] = this.#picker.selectedItems;
    this.#picker.hide();
    if (chosen) await openEntry(chosen.entry);
  }

  async #press(entry: HistoryEntry, pressed: vscode.QuickInputButton): Promise<void> {
    if (pressed === this.#copy) {
      await vscode.env.clipboard.writeText(entry.sql);
      vscode.window.setStatusBarMessage(vscode.l10n.t('Copied the statement'), 3000);
    } else if (pressed === this.#remove) {
      await this.#ports.history.remove(entry.id);
      await this.#fill();
    } else {
      this.#picker.hide();
      await this.#ports.run(await openEntry(entry));
    }
  }

  async #askToClear(): Promise<void> {
    const { t } = vscode.l10n;
    const clear = t('Clear history');
    const detail = t(
      'All statements that are kept on this machine are forgotten. Documents and databases stay.',
    );
    const question = t('Clear the query history?');
    const answer = await vscode.window.showWarningMessage(question, { modal: true, detail }, clear);
    if (answer === clear) await this.#ports.history.clear();
  }

  #attempt(work: Promise<unknown>): void {
    work.catch((error: unknown) => showError(this.#ports, error));
  }
}

function button(icon: string, tooltip: string): vscode.QuickInputButton {
  return { iconPath: new vscode.ThemeIcon(icon), tooltip };
}

function historyItem(entry: HistoryEntry): HistoryItem {
  const { sql, databaseName, started } = entry;
  const day = new Date(started);
  return {
    label: `$(${iconOf(entry)}) ${sql.replaceAll(/\s+/g, ' ').slice(0, 200)}`,
    detail: [endText(entry), databaseName, day.toLocaleString(vscode.env.language)].join(' · '),
    entry,
  };
}

function iconOf({ ended }: HistoryEntry): string {
  if (ended === 'whole') return 'check';
  return ended === 'failed' ? 'error' : 'circle-slash';
}

function endText({ ended, rows, seconds }: HistoryEntry): string {
  const { t } = vscode.l10n;
  switch (ended) {
    case 'whole':
      return `${rowsText(rows)} · ${timeText(seconds)}`;
    case 'stopped':
      return t('stopped after {0} · {1}', rowsText(rows), timeText(seconds));
    case 'cancelled':
      return t('cancelled');
    case 'failed':
      return t('failed');
  }
}

/** The statement in a document of its own, which names its database. */
async function openEntry({
  sql,
  database,
  databaseName,
}: HistoryEntry): Promise<vscode.TextDocument> {
  const content = `${databaseLine(database, databaseName)}\n\n${sql};\n`;
  const document = await vscode.workspace.openTextDocument({ language: 'sql', content });
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

/** `12 ms`, `1.4 s`. */
function timeText(seconds: number): string {
  return seconds < 0.995 ? `${Math.round(seconds * 1000)} ms` : durationText(seconds);
}
