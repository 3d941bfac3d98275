import type { OpenedFile } from '../../shared/protocol/avroPreview';
import type { DataGrid } from '../grid/dataGrid';
import type { FileCount } from './fileCount';
import type { FooterFacts } from './footer';
import type { RowView } from './rowView';

/** What the footer says of a preview as it is now. */
export function footerFacts({
  opened,
  grid,
  view,
  count,
}: {
  readonly opened: OpenedFile;
  readonly grid: DataGrid;
  readonly view: RowView;
  readonly count: FileCount;
}): FooterFacts {
  const { visible, selection, approximate } = grid;
  const { top, bottom } = visible;
  return {
    ...{ state: count.state, size: opened.size, codec: opened.codec },
    ...{ counting: count.isCounting, countCost: opened.countCost },
    visible: bottom > top ? { from: top + 1, to: bottom } : undefined,
    approximate,
    found: view.conditions.length > 0 ? view.rowCount : undefined,
    searching: view.isSearching,
    partial: view.isPartial,
    selected: selection ? selection.end - selection.start : 0,
  };
}
