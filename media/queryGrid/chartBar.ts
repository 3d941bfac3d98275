import type { ChartColumns } from '../../shared/protocol/resultChart';
import { button, element } from '../element';
import { t } from '../localText';

/** A column as the controls name it. */
export interface ChartColumn {
  readonly place: number;
  readonly name: string;
  readonly isNumber: boolean;
}

/** What the user can do with a picture of the chart. */
export type PictureUse = 'copy' | 'save';

interface ChartBarPorts {
  readonly onChange: (chart: ChartColumns) => void;
  readonly onPicture: (use: PictureUse) => void;
}

/** The line of controls above a chart: lines or bars, and which columns. */
export class ChartBar {
  readonly element = element('div', {
    class: 'chart-bar',
    role: 'toolbar',
    'aria-label': t('Chart'),
  });
  readonly #onChange: (chart: ChartColumns) => void;
  readonly #pictures: HTMLElement;

  constructor({ onChange, onPicture }: ChartBarPorts) {
    this.#onChange = onChange;
    this.#pictures = element(
      'span',
      { class: 'chart-pictures', hidden: true },
      button({ label: t('Copy picture'), icon: 'copy', onClick: () => onPicture('copy') }),
      button({ label: t('Save picture…'), icon: 'save', onClick: () => onPicture('save') }),
    );
  }

  /** Whether there is a picture to take along. */
  showPictures(isDrawn: boolean): void {
    this.#pictures.hidden = !isDrawn;
  }

  /** The choice, of these columns. */
  show(chart: ChartColumns, columns: readonly ChartColumn[]): void {
    const focused = document.activeElement?.getAttribute('aria-label');
    const numbers = columns.filter(({ isNumber }) => isNumber);
    const choose = (change: Partial<ChartColumns>) => this.#onChange({ ...chart, ...change });
    const line = button({
      label: t('Lines'),
      icon: 'graph-line',
      onClick: () => choose({ kind: 'line' }),
    });
    const bar = button({ label: t('Bars'), icon: 'graph', onClick: () => choose({ kind: 'bar' }) });
    line.setAttribute('aria-pressed', String(chart.kind === 'line'));
    bar.setAttribute('aria-pressed', String(chart.kind === 'bar'));
    this.element.replaceChildren(
      ...[line, bar],
      this.#select(t('Across'), columns, chart.x, x => choose({ x: x ?? 0 })),
      this.#numbers(numbers, chart, ys => choose({ ys })),
      this.#select(
        t('Split by'),
        columns.filter(({ place }) => place !== chart.x),
        chart.series,
        series => choose({ series }),
      ),
      this.#pictures,
    );
    // What was made anew keeps the focus.
    const same = [...this.element.querySelectorAll<HTMLElement>('[aria-label]')];
    if (focused) same.find(each => each.getAttribute('aria-label') === focused)?.focus();
  }

  #select(
    label: string,
    columns: readonly ChartColumn[],
    ...[chosen, onChoose]: readonly [number | null, (place: number | null) => void]
  ): HTMLElement {
    const none = chosen === null || label === t('Split by');
    const select = element('select', { 'aria-label': label });
    if (none) select.append(element('option', { value: '' }, t('nothing')));
    for (const { place, name } of columns) {
      select.append(element('option', { value: String(place) }, name));
    }
    select.value = chosen === null ? '' : String(chosen);
    select.addEventListener('change', () => {
      onChoose(select.value === '' ? null : Number(select.value));
    });
    return element('label', { class: 'chart-choice' }, label, select);
  }

  /** Several may be drawn together. */
  #numbers(
    columns: readonly ChartColumn[],
    { ys }: ChartColumns,
    onChoose: (ys: readonly number[]) => void,
  ): HTMLElement {
    const boxes = columns.map(({ place, name }) => {
      const box = element('input', {
        type: 'checkbox',
        checked: ys.includes(place),
        'aria-label': name,
      });
      box.addEventListener('change', () => {
        onChoose(box.checked ? [...ys, place].sort((a, b) => a - b) : ys.filter(y => y !== place));
      });
      return element('label', { class: 'chart-number' }, box, name);
    });
    return element(
      'fieldset',
      { class: 'chart-choice' },
      element('legend', { class: 'only-read' }, t('Values')),
      element('span', { 'aria-hidden': 'true' }, t('Values')),
      ...boxes,
    );
  }
}
