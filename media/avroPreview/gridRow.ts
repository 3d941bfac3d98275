import type { PreviewRow } from '../../shared/protocol/avroPreview';
import { countText } from '../../shared/util/humanText';
import type { GridRow } from '../grid/rowPages';

/** A row of the file as the table paints it; an estimated number says so. */
export function gridRow({ row, cells, lost }: PreviewRow, approximate: boolean): GridRow {
  const label = `${approximate ? '≈ ' : ''}${countText(row + 1)}`;
  return { key: row, label, cells, lost };
}
