import type { ColumnSummary, PreviewColumn } from '../../shared/protocol/avroPreview';
import { countText } from '../../shared/util/humanText';
import { element } from '../element';
import { t } from '../localText';
import { barsOf, plot } from './plot';

const plotHeight = 14;

/** What stands under a column's name: its type in a word, and a tiny plot of its values. */
export class ColumnHeader {
  readonly element = element('span', { class: 'column-head' });
  readonly #plot = element('span', { class: 'column-plot awaited' });

  constructor(readonly column: PreviewColumn) {
    const word = element('span', { class: 'type-word' }, column.typeWord);
    if (column.nullable) word.append(element('span', { class: 'nullable' }, '?'));
    this.element.append(word, this.#plot);
  }

  show(summary: ColumnSummary): void {
    const bars = barsOf(summary);
    this.#plot.classList.remove('awaited');
    this.#plot.replaceChildren();
    if (bars) this.#plot.append(plot(bars, plotHeight, !summary.exact));
    this.#plot.title = summary.exact
      ? t('from all rows')
      : t('from a sample of {0} rows', countText(summary.rows));
  }
}
