// Rows that leave the preview: those of the file, of a filter's or of a sorted list.
import * as vscode from 'vscode';

import type {
  AvroWorkerRequests,
  ExportQuestion,
  ExportRecipe,
} from '../../shared/protocol/avroPreview';
import type { Channel } from '../../shared/protocol/channel';
import { countText } from '../../shared/util/humanText';
import { copyRows, type OfferedRows, type RowWriter } from '../ui/rowsOut';

type Worker = Channel<AvroWorkerRequests>;

/** Writes rows of a view of the file. */
export function previewWriter(
  worker: Worker,
  { view, columns, raw }: Pick<ExportRecipe, 'view' | 'columns' | 'raw'>,
): RowWriter {
  return {
    text: wanted => worker.request('text', { view, columns, raw, ...wanted }),
    export: (wanted, options) =>
      worker.request('export', { view, columns, raw, ...wanted }, options),
  };
}

/** Puts rows onto the clipboard. */
export function copyPreviewRows(worker: Worker, recipe: ExportRecipe) {
  const isOneCell = recipe.columns.length === 1 && recipe.end - recipe.start === 1;
  return copyRows(previewWriter(worker, recipe), recipe, isOneCell);
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
  return { rowCount, selection, allLabel, target: source.with({ scheme: 'file', path }) };
}
