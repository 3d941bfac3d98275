// The line that tells the truth: which rows of how many, what is selected, and what is still being read.
import type { ExportsCount } from '../../shared/protocol/exportsTable';
import type { ExportsState } from '../../shared/protocol/exportsView';
import { countText } from '../../shared/util/humanText';
import { element } from '../element';
import type { VisibleRows } from '../grid/dataGridOptions';
import { t } from '../localText';

export class ExportsFooter {
  readonly #rows = element('span', { class: 'footer-rows' });
  /** What readers say: not each turn of the wheel, but what there is and what is selected. */
  readonly #said = element('span', { class: 'only-read', role: 'status' });
  readonly #more = element('span', { class: 'footer-more' });
  readonly #reading = element('span', { class: 'footer-reading' });
  readonly element = element(
    'footer',
    {},
    ...[this.#rows, this.#said, this.#more, element('span', { class: 'spacer' }), this.#reading],
  );

  show(
    { reading, hasStates }: ExportsState,
    count: ExportsCount,
    { visible, selected }: { readonly visible: VisibleRows; readonly selected: number },
  ): void {
    this.#rows.textContent = rowsText(count, visible);
    const chosen = selected > 0 ? [t('{0} selected', countText(selected))] : [];
    const said = [foundText(count), ...chosen].join(' · ');
    if (!reading && this.#said.textContent !== said) this.#said.textContent = said;
    const more = [
      ...chosen,
      ...(count.pending > 0 && hasStates ? [t('{0} to sync', countText(count.pending))] : []),
      ...(count.failed > 0 ? [t('{0} cannot be read', countText(count.failed))] : []),
    ];
    this.#more.textContent = more.join(' · ');
    this.#reading.textContent = reading
      ? t('reading manifests: {0} of {1}', countText(reading.read), countText(reading.of))
      : '';
  }
}

function foundText({ found, total, failed }: ExportsCount): string {
  if (found === failed) return t('no exports');
  if (found === total) return t('{0} exports', countText(found));
  return t('{0} exports that fit, of {1}', countText(found), countText(total));
}

function rowsText({ found, total, failed }: ExportsCount, { top, bottom }: VisibleRows): string {
  if (found === failed) return t('no exports');
  const range = `${countText(top + 1)}–${countText(Math.max(top + 1, bottom))}`;
  if (found === total) return t('exports {0} of {1}', range, countText(found));
  return t('exports {0} of {1} that fit, of {2}', range, countText(found), countText(total));
}
