// The row of column names by keyboard: one stop of Tab, arrows from column to column, Enter to choose.

/** What a header does; each gets the id of its column. */
export interface HeaderPorts {
  readonly onChoose: (column: string) => void;
  /** The menu key or the second button. */
  readonly onMenu?: ((column: string) => void) | undefined;
  /** The row is higher or lower than it was. */
  readonly onHeight: () => void;
}

/** Makes the headers inside a grid's element reachable. */
export class HeaderRow {
  readonly #grid: HTMLElement;
  /** The column that Tab comes back to. */
  #current: string | undefined;

  constructor(grid: HTMLElement, { onChoose, onMenu, onHeight }: HeaderPorts) {
    this.#grid = grid;
    const header = grid.querySelector<HTMLElement>('.slick-header-right');
    const rows = grid.querySelector<HTMLElement>('.slick-viewport-top.slick-viewport-right');
    // A header that gets the focus scrolls itself into view: the rows go along.
    header?.addEventListener('scroll', () => {
      if (rows && rows.scrollLeft !== header.scrollLeft) rows.scrollLeft = header.scrollLeft;
    });
    header?.addEventListener('keydown', event => this.#onKey(event, onChoose));
    header?.addEventListener('contextmenu', event => {
      const cell = event.target instanceof Element ? event.target.closest('[data-id]') : null;
      const id = cell instanceof HTMLElement ? cell.dataset['id'] : undefined;
      if (!onMenu || id === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      onMenu(id);
    });
    if (header) watchHeight(header, onHeight);
    header?.addEventListener('focusin', event => {
      if (event.target instanceof HTMLElement) this.#current = event.target.dataset['id'];
      this.update();
    });
  }

  /** Makes the headers anew; the one that has the focus keeps it. */
  renew(work: () => void): void {
    const had = this.#cells.some(cell => cell === document.activeElement);
    work();
    this.update();
    if (had) this.#cells.find(({ tabIndex }) => tabIndex === 0)?.focus();
  }

  /** The headers were made anew. */
  update(): void {
    const cells = this.#cells;
    const current = cells.find(({ dataset }) => dataset['id'] === this.#current) ?? cells[0];
    for (const cell of cells) cell.tabIndex = cell === current ? 0 : -1;
  }

  get #cells(): readonly HTMLElement[] {
    return [...this.#grid.querySelectorAll<HTMLElement>('.slick-header-right [data-id]')];
  }

  #onKey(event: KeyboardEvent, onChoose: (column: string) => void): void {
    const cells = this.#cells;
    const place = cells.findIndex(cell => cell === event.target);
    const id = cells[place]?.dataset['id'];
    if (id === undefined) return;
    const next = nextPlace(event.key, place, cells.length);
    if (next !== undefined) cells[next]?.focus();
    else if (event.key === 'Enter' || event.key === ' ') onChoose(id);
    else return;
    event.preventDefault();
  }
}

function watchHeight(element: HTMLElement, onHeight: () => void): void {
  let height = element.clientHeight;
  new ResizeObserver(() => {
    if (element.clientHeight === height) return;
    height = element.clientHeight;
    onHeight();
  }).observe(element);
}

function nextPlace(key: string, place: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, place - 1);
    case 'ArrowRight':
      return Math.min(count - 1, place + 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
