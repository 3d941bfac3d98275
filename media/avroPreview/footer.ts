// The line that always tells the truth: which rows, of how many, how sure, and what it cost.
import type { FileState } from '../../shared/protocol/avroPreview';
import { bytesText, countText } from '../../shared/util/humanText';
import { button, element } from '../element';
import { t } from '../localText';

export interface FooterFacts {
  readonly state: FileState;
  readonly size: number;
  readonly codec: string;
  /** First and last visible row, counted from 1; undefined while there are none. */
  readonly visible: { readonly from: number; readonly to: number } | undefined;
  readonly approximate: boolean;
  /** Rows that a filter has found; undefined without one. */
  readonly found: number | undefined;
  readonly searching: boolean;
  /** The search was stopped before its end. */
  readonly partial: boolean;
  readonly selected: number;
  /** Rows are being counted. */
  readonly counting: boolean;
  /** Bytes that counting would read of a bucket; 0 where it begins by itself. */
  readonly countCost: number;
}

/** What can be done from the footer. */
export interface FooterActions {
  readonly onDamage: () => void;
  readonly onCount: () => void;
}

/** The footer's element and how it is kept up. */
export class Footer {
  readonly element: HTMLElement;
  readonly #rows = element('span', { class: 'footer-rows' });
  /** What readers say: not each turn of the wheel, but what there is. */
  readonly #total = element('span', { class: 'only-read', role: 'status' });
  readonly #selected = element('span', { class: 'footer-selected' });
  readonly #bytes = element('span', { class: 'footer-bytes' });
  readonly #codec = element('span', { class: 'footer-codec' });
  readonly #damage: HTMLButtonElement;
  readonly #count: HTMLButtonElement;

  /** `changed` is when the file was read anew, in milliseconds since 1970. */
  constructor({ onDamage, onCount }: FooterActions, changed: number | undefined) {
    this.#count = button({
      label: t('Count exactly'),
      text: true,
      class: 'link-button footer-count',
      onClick: onCount,
    });
    this.#damage = button({
      label: t('damaged'),
      icon: 'warning',
      text: true,
      class: 'footer-damage',
      onClick: onDamage,
    });
    this.element = element(
      'footer',
      {},
      ...[this.#rows, this.#total, this.#count, this.#selected, this.#damage],
      element('span', { class: 'spacer' }),
      changed === undefined ? undefined : changedText(changed),
      ...[this.#bytes, this.#codec],
    );
  }

  show(facts: FooterFacts): void {
    const { state, size, codec, selected } = facts;
    this.#rows.textContent = rowsText(facts);
    const total = totalText(facts);
    if (this.#total.textContent !== total) this.#total.textContent = total;
    this.#selected.textContent = selected > 0 ? t('{0} selected', countText(selected)) : '';
    this.#bytes.textContent = bytesReadText(state.bytesRead, size);
    this.#codec.textContent = codec === 'null' ? t('not compressed') : codec;
    this.#damage.hidden = state.lost.length === 0;
    const { counting, countCost } = facts;
    this.#count.hidden = state.counted || counting || countCost === 0;
    const cost = t('Count exactly (reads about {0})', bytesText(countCost));
    if (this.#count.textContent !== cost) {
      this.#count.textContent = cost;
      this.#count.setAttribute('aria-label', cost);
    }
    const lost = state.lost.reduce((sum, part) => sum + part.rows, 0);
    const exact = state.lost.every(part => part.exact);
    const text = exact
      ? t('{0} rows lost', countText(lost))
      : t('at least {0} rows lost', countText(lost));
    this.#damage.lastChild?.replaceWith(text);
    this.#damage.setAttribute('aria-label', text);
  }
}

/** A file that is read over and over shall show it; a small one is, for its rows, a sample and its summaries. */
function bytesReadText(read: number, size: number): string {
  return read <= Math.max(size, 4 << 20)
    ? t('{0} of {1} read', bytesText(Math.min(read, size)), bytesText(size))
    : t('{0} read of a file of {1}', bytesText(read), bytesText(size));
}

/** Told when it comes into the page, not with it: readers pass over what was there before. */
function changedText(changed: number): HTMLElement {
  const made = element('span', { class: 'footer-changed', role: 'status' });
  const time = new Date(changed).toLocaleTimeString(document.documentElement.lang);
  requestAnimationFrame(() => (made.textContent = t('changed on disk, reloaded at {0}', time)));
  return made;
}

function rowsText(facts: FooterFacts): string {
  const { state, visible, approximate, found, searching, partial } = facts;
  const total = found ?? (state.counted ? state.rowCount : state.estimate);
  if (!visible || total === 0) {
    if (searching || !state.counted) return t('no rows yet');
    if (partial) return t('no rows found (search stopped before the end)');
    return found === undefined ? t('no rows') : t('no rows found');
  }
  const range = `${approximate ? '≈ ' : ''}${countText(visible.from)}–${countText(visible.to)}`;
  if (found !== undefined) {
    const text = t('rows {0} of {1} found', range, countText(found));
    if (searching) return `${text} ${t('(searching…)')}`;
    return partial ? `${text} ${t('(search stopped before the end)')}` : text;
  }
  if (state.counted) return t('rows {0} of {1}', range, countText(total));
  return facts.counting
    ? t('rows {0} of about {1} (counting…)', range, aboutText(total))
    : t('rows {0} of about {1}', range, aboutText(total));
}

/** Empty while counting or searching. */
function totalText({ state, found, searching }: FooterFacts): string {
  if (searching || !state.counted) return '';
  return found === undefined
    ? t('{0} rows', countText(state.rowCount))
    : t('{0} rows found', countText(found));
}

/** `9.1 million`, `512 thousand`, `812`: no more digits than are known. */
export function aboutText(count: number): string {
  if (count >= 1e9) return t('{0} billion', (count / 1e9).toFixed(1));
  if (count >= 1e6) return t('{0} million', (count / 1e6).toFixed(1));
  if (count >= 1e4) return t('{0} thousand', Math.round(count / 1e3));
  return countText(Math.round(count));
}
