// Rows that leave a table: asks which, how and where to, then lets the worker do it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';

import type { ExportFormat, ExportProgress } from '../../shared/protocol/avroPreview';
import type { RequestOptions } from '../../shared/protocol/channel';
import { bytesText, countText } from '../../shared/util/humanText';
import { rowsText } from '../query/queryTexts';
import { tellWritten } from './tellWritten';

/** Rows by their place, half-open, and how they are written. */
export interface WantedRows {
  readonly start: number;
  readonly end: number;
  readonly format: ExportFormat;
}

/** Who makes texts of rows: a worker, and what it must know besides. */
export interface RowWriter {
  /** A few rows as one text. */
  text(wanted: WantedRows): Promise<{ readonly text: string; readonly rows: number }>;
  /** Streams rows into a file. */
  export(
    wanted: WantedRows & { readonly target: string },
    options: RequestOptions<ExportProgress>,
  ): Promise<{ readonly rows: number; readonly bytes: number }>;
}

/** What there is to choose from. */
export interface OfferedRows {
  /** Rows, as far as known. */
  readonly rowCount: number;
  readonly selection: { readonly start: number; readonly end: number } | null;
  /** What all rows are called: `All 1,234 rows found`. */
  readonly allLabel: string;
  /** The file to write, without its ending, unless the user says otherwise. */
  readonly target: vscode.Uri;
}

/** Puts rows onto the clipboard as the user wants them. */
export async function copyRowsAs(
  writer: RowWriter,
  { selection, rowCount }: Pick<OfferedRows, 'selection' | 'rowCount'>,
) {
  const format = await askFormat();
  if (!format) return null;
  const range = selection ?? { start: 0, end: rowCount };
  return copyRows(writer, { ...range, format }, false);
}

/** Puts rows onto the clipboard; one cell without the name of its column. */
export async function copyRows(writer: RowWriter, wanted: WantedRows, isOneCell: boolean) {
  const { text, rows } = await writer.text(wanted);
  await vscode.env.clipboard.writeText(isOneCell ? withoutHead(text) : text);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied {0}', rowsText(rows)), 3000);
  return { rows };
}

/** Streams rows into a file that the user names. */
export async function exportRows(writer: RowWriter, offered: OfferedRows) {
  const range = await askRange(offered);
  const format = range && (await askFormat());
  if (!format) return null;
  const target = await askTarget(offered.target, format);
  if (!target) return null;
  const done = await writeTo(target, file =>
    withProgress(writer, { ...range, format, target: file }),
  );
  if (!done) return null;
  const text = vscode.l10n.t(
    'Exported {0} ({1}) to {2}.',
    ...[rowsText(done.rows), bytesText(done.bytes), vscode.workspace.asRelativePath(target)],
  );
  tellWritten(text, target);
  return { rows: done.rows };
}

/** Workers write files of this machine; a place elsewhere gets a copy of one. */
async function writeTo<T>(
  target: vscode.Uri,
  write: (file: string) => Thenable<T | undefined>,
): Promise<T | undefined> {
  if (target.scheme === 'file') return write(target.fsPath);
  const folder = await mkdtemp(path.join(tmpdir(), 'pendo-data-sync-'));
  try {
    const file = path.join(folder, 'rows');
    const done = await write(file);
    if (done) await vscode.workspace.fs.copy(vscode.Uri.file(file), target, { overwrite: true });
    return done;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function withProgress(writer: RowWriter, wanted: WantedRows & { readonly target: string }) {
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
      return await writer.export(wanted, {
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

async function askRange({ selection, allLabel }: OfferedRows) {
  const all = { start: 0, end: Number.MAX_SAFE_INTEGER };
  if (!selection) return all;
  const count = rowsText(selection.end - selection.start);
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
  return vscode.window.showSaveDialog({
    defaultUri: source.with({ path: `${source.path}.${ending}` }),
    filters: { [ending.toUpperCase()]: [ending] },
  });
}

/** One cell is copied without the name of its column, and without the quotes of CSV. */
function withoutHead(csv: string): string {
  const value = csv.slice(csv.indexOf('\n') + 1).replace(/\n$/, '');
  return value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value;
}
