// Rows that leave the preview: those of the file, of a filter's or of a sorted list.
import * as vscode from 'vscode';

import type { ExportQuestion, ExportRecipe } from '../../shared/protocol/avroPreview';
import { countText } from '../../shared/util/humanText';
import { copyRows, type OfferedRows, type RowWriter } from '../ui/rowsOut';
import type { AvroDocument } from './avroDocument';

/** Writes rows of a view of the file as it is now: should it change before the user has answered, the view is gone. */
export function previewWriter(
  document: AvroDocument,
  { view, columns, raw }: Pick<ExportRecipe, 'view' | 'columns' | 'raw'>,
): RowWriter {
  const { channel } = document;
  const recipe = { view, columns, raw };
  return {
    text: wanted => document.finish(channel.request('text', { ...recipe, ...wanted })),
    export: (wanted, options) =>
      document.finish(channel.request('export', { ...recipe, ...wanted }, options)),
  };
}

/** Puts rows onto the clipboard. */
export function copyPreviewRows(document: AvroDocument, recipe: ExportRecipe) {
  const isOneCell = recipe.columns.length === 1 && recipe.end - recipe.start === 1;
  return copyRows(previewWriter(document, recipe), recipe, isOneCell);
}

/** What the user chooses from. */
export function offeredRows(question: ExportQuestion, source: vscode.Uri): OfferedRows {
  const { view, rowCount, counted, selection } = question;
  const about = counted ? countText(rowCount) : `≈ ${countText(rowCount)}`;
  const allLabel =
    view === 'file'
      ? vscode.l10n.t('All {0} rows', about)
      : vscode.l10n.t('All {0} rows found', about);
  const path = source.path.replace(/\.avro$/i, '');
  // Beside the file, unless it is of a bucket or a commit; what lies in a workspace on no disk stays there.
  const isWritable = vscode.workspace.fs.isWritableFileSystem(source.scheme) !== false;
  const target = isWritable ? source.with({ path, query: '' }) : vscode.Uri.file(path);
  return { rowCount, selection, allLabel, target };
}
