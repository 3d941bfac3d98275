// The line that always tells the truth: which rows, of how many, how sure, and how long it took.
import { isUnderWay, type ResultState } from '../../shared/protocol/queryGrid';
import { counted, countText, durationText } from '../../shared/util/humanText';
import { chip, setChip } from '../columns/chip';
import { button, element } from '../element';
import type { VisibleRows } from '../grid/dataGridOptions';
import { t } from '../localText';
import type { ResultLook } from './resultLook';
import type { ResultTable } from './resultTable';

interface FooterPorts {
  readonly cancel: () => void;
  readonly copyAs: () => void;
  readonly exportRows: () => void;
  readonly filter: () => void;
  readonly unsort: () => void;
  readonly chart: () => void;
  readonly details: () => void;
  readonly showColumns: () => void;
}

/** What the footer says something of. */
type State = ResultState | { readonly kind: 'empty' };

interface Shown {
  readonly result: number;
  readonly table: ResultTable;
  /** How the result is looked at; undefined before its rows are. */
  readonly look: ResultLook | undefined;
}

export class ResultFooter {
  readonly element: HTMLElement;
  readonly #rows = element('span', { class: 'footer-rows', role: 'status', 'aria-live': 'polite' });
  readonly #selected = element('span', {});
  readonly #totals = element('span', { class: 'footer-totals', role: 'status' });
  readonly #cancel: HTMLButtonElement;
  readonly #sort: HTMLButtonElement;
  readonly #chart: HTMLButtonElement;
  readonly #columns: HTMLButtonElement;
  readonly #withRows: readonly HTMLButtonElement[];
  #since = 0;
  #result = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(ports: FooterPorts) {
    this.#cancel = button({
      label: t('Cancel'),
      icon: 'debug-stop',
      text: true,
      onClick: ports.cancel,
    });
    this.#columns = button({
      label: t('Show row numbers of the table'),
      icon: 'eye',
      onClick: ports.showColumns,
    });
    this.#sort = chip(ports.unsort);
    this.#chart = button({ label: t('Chart'), icon: 'graph', onClick: ports.chart });
    this.#withRows = [
      button({ label: t('Filter'), icon: 'filter', onClick: ports.filter }),
      this.#chart,
      button({ label: t('Column'), icon: 'layout-sidebar-right', onClick: ports.details }),
      button({ label: t('Copy as…'), icon: 'copy', onClick: ports.copyAs }),
      button({ label: t('Export…'), icon: 'export', onClick: ports.exportRows }),
    ];
    this.element = element(
      'footer',
      {},
      ...[this.#rows, this.#selected, this.#totals, this.#cancel],
      ...[element('span', { class: 'spacer' }), this.#sort, this.#columns, ...this.#withRows],
    );
  }

  show(state: State, shown: Shown): void {
    const { result, table, look } = shown;
    const isRunning = state.kind !== 'empty' && isUnderWay(state);
    clearInterval(this.#timer);
    if (isRunning) {
      if (this.#result !== result || state.kind === 'queued') this.#since = performance.now();
      this.#result = result;
      this.#timer = setInterval(() => this.#tell(state, shown), 100);
    }
    this.#tell(state, shown);
    const { selection, columns } = table;
    const selected = selection ? selection.end - selection.start : 0;
    const isChart = look?.isChart === true;
    this.#selected.textContent = selected > 0 ? t('{0} selected', countText(selected)) : '';
    this.#cancel.hidden = !isRunning;
    const hasRows = state.kind === 'rows' && state.rowCount > 0;
    for (const each of this.#withRows) each.hidden = !hasRows;
    this.#showSort(hasRows ? look?.namedOrder : undefined);
    this.#chart.setAttribute('aria-pressed', String(isChart));
    this.#columns.hidden = !hasRows || columns.hidden.length === 0 || isChart;
    this.#columns.setAttribute('aria-pressed', String(columns.showsAll));
    this.element.hidden = !['queued', 'running', 'waiting', 'rows'].includes(state.kind);
  }

  /** What the selected cells come to. */
  showTotals(text: string): void {
    this.#totals.textContent = text;
    this.#totals.title = text;
  }

  #showSort(order: ResultLook['namedOrder']): void {
    this.#sort.hidden = order === undefined;
    if (!order) return;
    const text = `${order.column} ${order.descending ? '↓' : '↑'}`;
    setChip(this.#sort, text, t('Back to the order of the statement'));
  }

  #tell(state: State, shown: Shown): void {
    const elapsed = timeText((performance.now() - this.#since) / 1000);
    this.#rows.textContent = rowsText(state, shown, elapsed);
  }
}

/** What the footer says of the rows. */
function rowsText(state: State, { table, look }: Shown, elapsed: string): string {
  switch (state.kind) {
    case 'queued':
      return t('waiting for its turn');
    case 'waiting':
      return t('waiting for the database · {0}', elapsed);
    case 'running':
      return t('running · {0}', elapsed);
    case 'rows': {
      const { rowCount, ending, seconds } = state;
      const time = timeText(seconds);
      if (rowCount === 0) return t('no rows · {0}', time);
      // A chart shows them all.
      const total = countText(rowCount);
      const range = look?.isChart ? '' : rangeText(table.visible);
      const found = look?.kept;
      if (found === 0) return t('none of {0} rows fits the filter', total);
      if (found !== undefined) {
        return range
          ? t('rows {0} of {1} that fit, of {2}', range, countText(found), total)
          : t('{0} rows that fit, of {1}', countText(found), total);
      }
      if (ending === 'counting') {
        return range
          ? t('rows {0} of {1} (counting…) · {2}', range, total, elapsed)
          : t('{0} rows (counting…) · {1}', total, elapsed);
      }
      if (ending === 'stopped') {
        return range
          ? t('rows {0} of the first {1} (stopped) · {2}', range, total, time)
          : t('the first {0} rows (stopped) · {1}', total, time);
      }
      return range
        ? t('rows {0} of {1} · {2}', range, total, time)
        : counted(rowCount, t('{0} row · {1}'), t('{0} rows · {1}'), time);
    }
    default:
      return '';
  }
}

/** Counted from 1. */
function rangeText({ top, bottom }: VisibleRows): string {
  return bottom > top ? `${countText(top + 1)}–${countText(bottom)}` : '…';
}

/** `12 ms`, `1.4 s`. */
function timeText(seconds: number): string {
  return seconds < 0.995 ? `${Math.round(seconds * 1000)} ms` : durationText(seconds);
}
