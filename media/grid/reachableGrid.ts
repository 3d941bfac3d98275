// SlickGrid for keyboards and screen readers: the active cell has the focus, and is the one stop of Tab.
import { SlickGrid } from 'slickgrid';

import { frozenClass } from './gridColumns';
import type { GridRow } from './rowPages';

/** A SlickGrid whose focus lies on its cells; SlickGrid's own lies on an element without size. */
export class ReachableGrid extends SlickGrid<GridRow> {
  /** Once, when the grid is made: `onEnter` is called when Tab comes to a table without an active cell. */
  makeReachable(onEnter: () => void): void {
    const element = this.getContainerNode();
    for (const stop of element.querySelectorAll<HTMLElement>('[tabindex="0"]')) {
      // Not -1: what can have the focus is a child of the grid for readers, and these are none of its kinds.
      if (stop.dataset['id'] === undefined) stop.removeAttribute('tabindex');
    }
    this.#rows?.setAttribute('role', 'rowgroup');
    // The left half holds the row numbers, which aria-rowindex tells: readers shall find each row once.
    for (const left of element.querySelectorAll('.slick-pane-left')) {
      left.setAttribute('aria-hidden', 'true');
    }
    this.#rows?.addEventListener('focus', onEnter);
    // Tab leaves the table: SlickGrid would go from cell to cell, through millions of them.
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Tab') event.stopPropagation();
    };
    element.addEventListener('keydown', leave, { capture: true });
    // Keys move the active cell after they have set the focus.
    this.onActiveCellChanged.subscribe(() => {
      if (this.#hasFocus) this.setFocus();
    });
    this.markRows(() => false);
  }

  /** Tells what SlickGrid does not of the rows it has painted: which of how many they are, and whether selected. */
  markRows(isSelected: (row: number) => boolean): void {
    const rows = this.getContainerNode().querySelectorAll<HTMLElement>('.slick-row[data-row]');
    for (const row of rows) {
      const place = Number(row.dataset['row']);
      const selected = isSelected(place);
      row.setAttribute('aria-rowindex', String(place + 2));
      row.setAttribute('aria-selected', String(selected));
      row.classList.toggle('selected-row', selected);
    }
    const active = this.getActiveCellNode();
    for (const cell of this.#rows?.querySelectorAll<HTMLElement>('[tabindex="0"]') ?? []) {
      // The active cell of before would be another stop.
      if (cell !== active) cell.tabIndex = -1;
    }
    if (active) active.tabIndex = 0;
    if (this.#rows) this.#rows.tabIndex = active ? -1 : 0;
  }

  /** Keeps the focus in the table when the cell that has it is made anew. */
  repaint(work: () => void): void {
    const had = this.#hasFocus;
    work();
    if (had && !this.#hasFocus) this.setFocus();
  }

  protected override setFocus(): void {
    this.getActiveCellNode()?.focus({ preventScroll: true });
  }

  /** The style sheet places a frozen column by its width. */
  protected override applyColumnWidths(): void {
    super.applyColumnWidths();
    this.getContainerNode().style.setProperty('--frozen-width', `${frozenWidth(this)}px`);
  }

  /** What lies under the frozen column is not in view. */
  protected override internalScrollColumnIntoView(left: number, right: number): void {
    super.internalScrollColumnIntoView(Math.max(0, left - frozenWidth(this)), right);
  }

  get #hasFocus(): boolean {
    return this.#rows?.contains(document.activeElement) === true;
  }

  get #rows(): HTMLElement | null {
    return this.getContainerNode().querySelector('.slick-viewport-top.slick-viewport-right');
  }
}

function frozenWidth(grid: ReachableGrid): number {
  const isFrozen = ({ cssClass = '' }: { readonly cssClass?: string }) =>
    cssClass.split(' ').includes(frozenClass);
  return grid.getColumns().find(isFrozen)?.width ?? 0;
}
