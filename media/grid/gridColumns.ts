// Columns and options as SlickGrid wants them.
import type { Column, GridOption } from 'slickgrid';

import type { GridRow } from './rowPages';

/** A column of the grid. */
export interface GridColumn {
  readonly id: string;
  readonly name: string;
  /** Place of its cells in the rows; default is the column's own place. */
  readonly place?: number;
  /** Numbers stand right. */
  readonly alignRight?: boolean;
  /** Pixels. */
  readonly width: number;
  readonly tooltip?: string;
  /** It stays in view when the table is scrolled to the side; only the first column can. */
  readonly isFrozen?: boolean;
  /** The rows are in the order of this column. */
  readonly sorted?: 'ascending' | 'descending' | undefined;
  /** What stands under the name; made once, kept up by its owner. */
  readonly header?: HTMLElement;
}

/** The id of the column of row numbers. */
export const numberColumn = '#';

/** Cells of the column that stays in view. */
export const frozenClass = 'frozen-cell';

const rowHeight = 22;
const numbersWidth = 92;
const scrollBarWidth = 14;

/** Pixels that a table of a width has for its columns, beside the numbers of rows and the bar that scrolls. */
export function roomForColumns(width: number): number {
  return width - numbersWidth - scrollBarWidth;
}

/** Row numbers, then the columns. */
export function slickColumns(
  columns: readonly GridColumn[],
  numbers = { name: '', width: numbersWidth },
): Column<GridRow>[] {
  const rowNumbers: Column<GridRow> = {
    id: numberColumn,
    field: 'label',
    ...numbers,
    cssClass: 'row-number',
    focusable: false,
    formatter: (_row, _cell, _value, _column, item: GridRow) => item.label,
  };
  return [rowNumbers, ...columns.map(slickColumn)];
}

/** A column that needs more room than it was given. */
export interface WiderColumn {
  readonly id: string;
  /** Pixels. */
  readonly from: number;
  readonly to: number;
}

/** Columns as wide as they are, or must be; one that has not what it was given was pulled by the user. */
export function widened(
  columns: readonly GridColumn[],
  now: readonly Column<GridRow>[],
  widths: readonly WiderColumn[],
): readonly GridColumn[] {
  return columns.map(column => {
    const width = now.find(({ id }) => id === column.id)?.width ?? column.width;
    const wider = widths.find(({ id, from }) => id === column.id && from === width);
    return { ...column, width: wider?.to ?? width };
  });
}

/** The options of all our tables. */
export function gridOptions(nonce: string): GridOption {
  return {
    nonce,
    rowHeight,
    enableCellNavigation: true,
    enableColumnReorder: false,
    enableTextSelectionOnCells: false,
    enableHtmlRendering: false,
    emulatePagingWhenScrolling: false,
    forceFitColumns: false,
    frozenColumn: 0,
    syncColumnCellResize: true,
    explicitInitialization: false,
    suppressCssChangesOnHiddenInit: true,
  };
}

function slickColumn(column: GridColumn, index: number): Column<GridRow> {
  const head = document.createDocumentFragment();
  const name = document.createElement('span');
  name.className = 'column-name';
  name.textContent = column.name;
  head.append(name);
  if (column.sorted) name.classList.add(`sorted-${column.sorted}`);
  if (column.header) head.append(column.header);
  const place = { 'aria-colindex': String(index + 1) };
  const classes = `${column.alignRight ? 'align-right' : ''} ${column.isFrozen ? frozenClass : ''}`;
  return {
    id: column.id,
    field: 'label',
    name: head,
    width: column.width,
    minWidth: 48,
    ...(column.tooltip === undefined ? {} : { toolTip: column.tooltip }),
    cssClass: classes.trim(),
    headerCssClass: classes.trim(),
    alwaysRenderColumn: column.isFrozen ?? false,
    cellAttrs: place,
    headerCellAttrs: { ...place, ...(column.sorted ? { 'aria-sort': column.sorted } : {}) },
    formatter: (_row, _cell, _value, _column, item: GridRow) =>
      cell(item, column.place ?? index, index === 0),
  };
}

function cell(item: GridRow, place: number, isFirst: boolean) {
  if (item.lost !== undefined) {
    const { text, reason } = item.lost;
    return { text: isFirst ? text : '', toolTip: reason, addClasses: 'lost-cell' };
  }
  const text = item.cells[place] ?? null;
  if (text === null) return { text: '∅', addClasses: 'null-cell' };
  return text.length > 20 ? { text, toolTip: text } : { text };
}
