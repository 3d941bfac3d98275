import { chip, setChip } from '../columns/chip';
import { button, element } from '../element';
import { t } from '../localText';

export interface ToolbarPorts {
  readonly onFilter: () => void;
  /** A row's number, counted from 1, or a percentage. */
  readonly onJump: (text: string) => boolean;
  readonly onRaw: (raw: boolean) => void;
  readonly onCopy: () => void;
  readonly onExport: () => void;
  readonly onPanel: () => void;
  readonly onClearSort: () => void;
  readonly onShowColumns: () => void;
}

/** The line of controls above the table. */
export class Toolbar {
  readonly element: HTMLElement;
  readonly jump: HTMLInputElement;
  readonly #raw: HTMLButtonElement;
  readonly #sort: HTMLButtonElement;
  readonly #hidden: HTMLButtonElement;
  #isRaw = false;

  constructor(ports: ToolbarPorts) {
    this.jump = jumpBox(ports);
    this.#raw = button({
      label: t('Show raw values'),
      icon: 'symbol-numeric',
      onClick: () => ports.onRaw(!this.#isRaw),
    });
    this.#sort = chip(ports.onClearSort);
    this.#hidden = chip(ports.onShowColumns);
    this.element = element(
      'div',
      { class: 'toolbar', role: 'toolbar', 'aria-label': t('Table') },
      button({ label: t('Filter'), icon: 'filter', text: true, onClick: () => ports.onFilter() }),
      ...[this.jump, this.#sort, this.#hidden],
      element('span', { class: 'spacer' }),
      this.#raw,
      button({ label: t('Copy as…'), icon: 'copy', onClick: () => ports.onCopy() }),
      button({ label: t('Export…'), icon: 'export', onClick: () => ports.onExport() }),
      button({
        label: t('Details'),
        icon: 'layout-sidebar-right',
        onClick: () => ports.onPanel(),
      }),
    );
    this.showRaw(false);
  }

  showRaw(raw: boolean): void {
    this.#isRaw = raw;
    this.#raw.setAttribute('aria-pressed', String(raw));
  }

  showSort(sort: { readonly column: string; readonly descending: boolean } | undefined): void {
    this.#sort.hidden = sort === undefined;
    if (!sort) return;
    const arrow = sort.descending ? '↓' : '↑';
    setChip(this.#sort, `${sort.column} ${arrow}`, t('Back to the order of the file'));
  }

  showHidden(count: number): void {
    this.#hidden.hidden = count === 0;
    setChip(this.#hidden, t('{0} hidden', count), t('Show all columns'));
  }
}

function jumpBox(ports: ToolbarPorts): HTMLInputElement {
  const input = element('input', {
    type: 'text',
    class: 'jump',
    placeholder: t('Row or %'),
    'aria-label': t('Go to row or percentage'),
    title: t('Go to row 1,234 or to 50 %'),
    spellcheck: false,
  });
  input.addEventListener('keydown', event => {
    if (event.key !== 'Enter') return;
    const isFine = ports.onJump(input.value);
    input.setAttribute('aria-invalid', String(!isFine));
    if (isFine) input.value = '';
  });
  input.addEventListener('input', () => input.removeAttribute('aria-invalid'));
  return input;
}

/** The place that `1,234`, `1234` or `50 %` means, counted from 0; undefined where it means none. */
export function placeOf(text: string, rowCount: number): number | undefined {
  const plain = text.trim().replaceAll(/[,_\s]/g, '');
  const percent = /^(\d+(?:\.\d+)?)%$/.exec(plain)?.[1];
  if (percent !== undefined) {
    return Math.floor(Math.min(1, Number(percent) / 100) * Math.max(0, rowCount - 1));
  }
  if (!/^\d+$/.test(plain)) return undefined;
  return Math.max(0, Math.min(Number(plain), rowCount) - 1);
}
