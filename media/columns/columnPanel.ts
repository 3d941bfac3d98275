import type {
  ColumnSummary,
  FilterCondition,
  PreviewColumn,
} from '../../shared/protocol/avroPreview';
import { countText } from '../../shared/util/humanText';
import { button, element } from '../element';
import { t } from '../localText';
import { barsOf, plot } from './plot';

export interface ColumnPanelPorts {
  readonly summary: (column: string) => ColumnSummary | undefined;
  readonly countExactly: (column: string) => void;
  readonly sort: (column: string, descending: boolean) => void;
  readonly filter: (condition: FilterCondition) => void;
  readonly hide?: (column: string) => void;
}

/** What the values of one column are like, and what can be done with it. */
export class ColumnPanel {
  readonly element = element('div', { class: 'panel-body' });
  #column: PreviewColumn | undefined;

  constructor(readonly ports: ColumnPanelPorts) {
    this.element.append(
      element(
        'p',
        { class: 'hint' },
        t('Select the name of a column to see what its values are like.'),
      ),
    );
  }

  get column(): string | undefined {
    return this.#column?.name;
  }

  show(column = this.#column): void {
    if (!column) return;
    this.#column = column;
    const summary = this.ports.summary(column.name);
    this.element.replaceChildren(
      element('div', { class: 'panel-head' }, element('h2', {}, column.label ?? column.name)),
      element('p', { class: 'type-text' }, column.typeText),
      ...(column.doc === undefined ? [] : [element('p', {}, column.doc)]),
      this.#actions(column.name),
      ...(summary
        ? this.#facts(column, summary)
        : [element('p', { class: 'hint' }, t('Reading a sample…'))]),
    );
  }

  #actions(column: string): HTMLElement {
    const { sort, filter, hide } = this.ports;
    return element(
      'div',
      { class: 'panel-actions' },
      button({ label: t('Sort ascending'), icon: 'arrow-up', onClick: () => sort(column, false) }),
      button({
        label: t('Sort descending'),
        icon: 'arrow-down',
        onClick: () => sort(column, true),
      }),
      button({
        label: t('Filter by this column'),
        icon: 'filter',
        onClick: () => filter({ column, operator: 'contains', value: '' }),
      }),
      hide && button({ label: t('Hide column'), icon: 'eye-closed', onClick: () => hide(column) }),
    );
  }

  #facts(column: PreviewColumn, summary: ColumnSummary): HTMLElement[] {
    const bars = summary.histogram.length > 0 ? barsOf(summary) : undefined;
    const { rows, nulls, distinct, distinctExact } = summary;
    const share = rows === 0 ? 0 : (nulls / rows) * 100;
    const facts = element(
      'dl',
      {},
      ...fact(t('Nulls'), nulls === 0 ? t('none') : `${countText(nulls)} (${percent(share)})`),
      ...fact(t('Distinct'), `${distinctExact ? '' : '≈ '}${countText(distinct)}`),
      ...fact(t('Least'), summary.min ?? '∅'),
      ...fact(t('Greatest'), summary.max ?? '∅'),
    );
    const chart = bars
      ? [element('div', { class: 'big-plot' }, plot(bars, 60, !summary.exact) as Node)]
      : [];
    return [this.#scope(column.name, summary), ...chart, facts, ...this.#top(column, summary)];
  }

  #scope(column: string, { exact, rows }: ColumnSummary): HTMLElement {
    if (exact) return element('p', { class: 'scope' }, t('From all {0} rows', countText(rows)));
    return element(
      'p',
      { class: 'scope' },
      t('From a sample of {0} rows', countText(rows)),
      button({
        label: t('Count exactly'),
        text: true,
        class: 'link-button',
        onClick: () => this.ports.countExactly(column),
      }),
    );
  }

  #top({ name: column, label = column }: PreviewColumn, summary: ColumnSummary): HTMLElement[] {
    const { top, rows } = summary;
    if ((top[0]?.count ?? 0) <= 1) return [];
    const items = top.map(({ text, count }) => {
      const bar = element('span', { class: 'top-bar' });
      bar.style.width = `${(count / Math.max(1, top[0]?.count ?? 1)) * 100}%`;
      const item = element(
        'button',
        { type: 'button', class: 'top-value', title: t('Filter: {0} = {1}', label, text) },
        bar,
        element('span', { class: 'top-text' }, text === '' ? t('(empty)') : text),
        element('span', { class: 'top-count' }, percent((count / Math.max(1, rows)) * 100)),
      );
      item.addEventListener('click', () =>
        this.ports.filter({ column, operator: 'equals', value: text }),
      );
      return element('li', {}, item);
    });
    return [
      element('h3', {}, t('Most frequent')),
      element('ul', { class: 'top-values' }, ...items),
    ];
  }
}

function fact(name: string, text: string): [HTMLElement, HTMLElement] {
  return [element('dt', {}, name), element('dd', { title: text }, text)];
}

function percent(share: number): string {
  return share > 0 && share < 0.1
    ? '< 0.1 %'
    : `${share < 10 ? share.toFixed(1) : Math.round(share)} %`;
}
