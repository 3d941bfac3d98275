// What went wrong, and what there is instead of rows where there are none.
import { button, element, icon } from '../element';
import { t } from '../localText';

/** A strip for errors and a message in the middle of an empty table. */
export class Notice {
  readonly element = element('div', { class: 'notices' });
  readonly #error = element('div', { class: 'notice error', hidden: true, role: 'alert' });
  readonly #empty = element(
    'div',
    { class: 'notice', hidden: true },
    icon('info'),
    element('span', {}, t('This file has no rows.')),
  );

  constructor(
    readonly onReload: () => void,
    onSchema: () => void,
  ) {
    const schema = button({
      label: t('Show schema'),
      text: true,
      class: 'link-button',
      onClick: onSchema,
    });
    this.#empty.append(schema);
    this.element.append(this.#error, this.#empty);
  }

  showEmpty(isEmpty: boolean): void {
    this.#empty.hidden = !isEmpty;
  }

  showError(error: unknown): void {
    const text = error instanceof Error ? error.message : String(error);
    const isChanged = codeOf(error) === 'storage.changed';
    this.#error.replaceChildren(
      icon('error'),
      element('span', { class: 'notice-text' }, sentence(text)),
      ...(isChanged ? [button({ label: t('Reload'), text: true, onClick: this.onReload })] : []),
      button({ label: t('Dismiss'), icon: 'close', onClick: () => this.clearError() }),
    );
    this.#error.hidden = false;
  }

  clearError(): void {
    this.#error.hidden = true;
  }
}

/** The whole view where the file could not be opened. */
export function failedView(error: unknown, onReload: () => void): HTMLElement {
  const text = error instanceof Error ? error.message : String(error);
  const code = codeOf(error);
  const [sign, title] =
    code === 'storage.denied'
      ? (['lock', t('This file may not be read')] as const)
      : code.startsWith('avro.')
        ? (['warning', t('This is not a sound Avro file')] as const)
        : (['error', t('This file could not be opened')] as const);
  return element(
    'div',
    { class: 'failed', role: 'alert' },
    icon(sign),
    element('h1', {}, title),
    element('p', {}, sentence(text)),
    button({ label: t('Try again'), text: true, class: 'primary-button', onClick: onReload }),
  );
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
