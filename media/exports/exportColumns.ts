// The columns of the table, and what stands in their cells.
import type { ExportColumn, ExportSort } from '../../shared/listing/chooseExports';
import type { TableRow } from '../../shared/protocol/exportsTable';
import { bytesText, countText } from '../../shared/util/humanText';
import { sentence } from '../../shared/util/sentence';
import type { GridColumn } from '../grid/gridColumns';
import type { GridRow } from '../grid/rowPages';
import { t } from '../localText';
import { kindWord, nameOfRow, stateText, timeText } from './exportWords';

interface ColumnParts {
  readonly name: string;
  /** Pixels. */
  readonly width: number;
  readonly isNumber?: boolean;
  readonly isFrozen?: boolean;
  readonly tooltip?: string;
}

/** All columns, sorted by one of them. */
export function exportColumns({ column, descending }: ExportSort): GridColumn[] {
  return Object.entries(columnParts()).map(([id, { isNumber, tooltip, ...parts }]) => ({
    id,
    ...parts,
    alignRight: isNumber ?? false,
    tooltip: tooltip ?? parts.name,
    sorted: id !== column ? undefined : descending ? 'descending' : 'ascending',
  }));
}

/** Whether somebody means a column by this id. */
export function isExportColumn(id: string): id is ExportColumn {
  return Object.hasOwn(columnParts(), id);
}

/** Texts are sorted up first, numbers and times down. */
export function firstDescending(column: ExportColumn): boolean {
  return !['name', 'kind', 'state'].includes(column);
}

/** Rows as the table paints them. */
export function gridRows(rows: readonly TableRow[], start: number): GridRow[] {
  return rows.map((row, place) => {
    const key = start + place;
    const label = countText(key + 1);
    const name = nameOfRow(row);
    const { failure } = row;
    if (!row.export) {
      const text = `${t('{0} cannot be read', name)}: ${sentence(failure?.message ?? '')}`;
      return { key, label, cells: [], lost: { text, reason: text } };
    }
    return { key, label, cells: cellsOf(name, row.export) };
  });
}

function cellsOf(name: string, row: NonNullable<TableRow['export']>): (string | null)[] {
  return [
    `${name} #${row.counter}`,
    row.state && stateText(row.state),
    kindWord(row.kind),
    timeText(row.created),
    timeText(row.finished),
    row.size === null ? null : bytesText(row.size),
    timeText(row.lastSync),
    countText(row.files),
    countText(row.periods),
  ];
}

function columnParts(): Record<ExportColumn, ColumnParts> {
  const numbers = { isNumber: true, width: 70 };
  const time = { width: 138 };
  return {
    name: { name: t('Name'), width: 164, isFrozen: true },
    state: { name: t('Status'), width: 102 },
    kind: {
      ...{ name: t('Export type'), width: 96 },
      tooltip: t(
        'What the manifest says. Recurring and one-time exports look alike in it: their periods tell the days.',
      ),
    },
    created: { ...time, name: t('Created (UTC)') },
    finished: { ...time, name: t('Finished (UTC)') },
    size: { ...numbers, width: 66, name: t('Size') },
    lastSync: { ...time, name: t('Last sync (UTC)') },
    files: { ...numbers, width: 62, name: t('Files') },
    periods: { ...numbers, name: t('Periods') },
  };
}
