// Rows that leave the preview: asks which, how and where to, then lets the worker do it.
import * as vscode from 'vscode';

import type {
  AvroWorkerRequests,
  ExportFormat,
  ExportQuestion,
  ExportRecipe,
} from '../../shared/protocol/avroPreview';
import type { Channel } from '../../shared/protocol/channel';
import { bytesText, countOf, countText } from '../../shared/util/humanText';

type Worker = Channel<AvroWorkerRequests>;

/** Puts rows onto the clipboard as the user wants them. */
export async function copyRowsAs(worker: Worker, question: ExportQuestion) {
  const format = await askFormat();
  if (!format) return null;
  const range = question.selection ?? { start: 0, end: question.rowCount };
  const { view, columns, raw } = question;
  return copyRows(worker, { view, columns, raw, format, ...range });
}

/** Puts rows onto the clipboard. */
export async function copyRows(worker: Worker, recipe: ExportRecipe) {
  const { text, rows } = await worker.request('text', recipe);
  const isOneCell = recipe.columns.length === 1 && recipe.end - recipe.start === 1;
  await vscode.env.clipboard.writeText(isOneCell ? withoutHead(text) : text);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied {0}', countOf(rows, 'row')), 3000);
  return { rows };
}

/** Streams rows into a file that the user names. */
export async function exportRows(worker: Worker, question: ExportQuestion, source: vscode.Uri) {
  const range = await askRange(question);
  const format = range && (await askFormat());
  if (!format) return null;
  const target = await askTarget(source, format);
  if (!target) return null;
  const { view, columns, raw } = question;
  const recipe = { view, columns, raw, format, ...range, target: target.fsPath };
  const done = await withProgress(worker, recipe);
  if (!done) return null;
  const open = vscode.l10n.t('Open');
  const text = vscode.l10n.t(
    'Exported {0} ({1}) to {2}.',
    ...[countOf(done.rows, 'row'), bytesText(done.bytes), vscode.workspace.asRelativePath(target)],
  );
  void vscode.window.showInformationMessage(text, open).then(choice => {
    if (choice === open) void vscode.commands.executeCommand('vscode.open', target);
  });
  return { rows: done.rows };
}

function withProgress(worker: Worker, recipe: ExportRecipe & { readonly target: string }) {
  const options = {
    location: vscode.ProgressLocation.Notification,
    cancellable: true,
    title: vscode.l10n.t('Exporting rows'),
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    let before = 0;
    try {
      return await worker.request('export', recipe, {
        signal: controller.signal,
        onProgress: ({ rows, of }) => {
          const share = of === 0 ? 0 : (rows / of) * 100;
          const message = vscode.l10n.t('{0} of {1}', countText(rows), countText(of));
          progress.report({ message, increment: share - before });
          before = share;
        },
      });
    } catch (error) {
      if (controller.signal.aborted) return undefined;
      throw error;
    }
  });
}

async function askRange({ view, rowCount, counted, selection }: ExportQuestion) {
  const all = { start: 0, end: Number.MAX_SAFE_INTEGER };
  if (!selection) return all;
  const about = counted ? countText(rowCount) : `≈ ${countText(rowCount)}`;
  const allLabel =
    view === 'file'
      ? vscode.l10n.t('All {0} rows', about)
      : vscode.l10n.t('All {0} rows found', about);
  const count = countOf(selection.end - selection.start, 'row');
  const items = [
    { label: vscode.l10n.t('The {0} selected', count), range: selection },
    { label: allLabel, range: all },
  ];
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Which rows?') }))?.range;
}

async function askFormat(): Promise<ExportFormat | undefined> {
  const items: readonly (vscode.QuickPickItem & { readonly format: ExportFormat })[] = [
    { label: 'CSV', description: vscode.l10n.t('one line per row'), format: 'csv' },
    { label: 'NDJSON', description: vscode.l10n.t('one JSON object per line'), format: 'ndjson' },
    { label: 'JSON', description: vscode.l10n.t('one array of objects'), format: 'json' },
    { label: 'Markdown', description: vscode.l10n.t('a table'), format: 'markdown' },
  ];
  const title = vscode.l10n.t('In which format?');
  return (await vscode.window.showQuickPick(items, { title }))?.format;
}

const endings: Readonly<Record<ExportFormat, string>> = {
  csv: 'csv',
  ndjson: 'ndjson',
  json: 'json',
  markdown: 'md',
};

async function askTarget(
  source: vscode.Uri,
  format: ExportFormat,
): Promise<vscode.Uri | undefined> {
  const ending = endings[format];
  const path = source.path.replace(/\.avro$/i, '');
  return vscode.window.showSaveDialog({
    defaultUri: source.with({ scheme: 'file', path: `${path}.${ending}` }),
    filters: { [ending.toUpperCase()]: [ending] },
  });
}

/** One cell is copied without the name of its column, and without the quotes of CSV. */
function withoutHead(csv: string): string {
  const value = csv.slice(csv.indexOf('\n') + 1).replace(/\n$/, '');
  return value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value;
}
