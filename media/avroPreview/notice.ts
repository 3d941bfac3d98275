// What went wrong, and what there is instead of rows where there are none.
import { sentence } from '../../shared/util/sentence';
import { button, element } from '../element';
import { icon, type IconName } from '../icon';
import { t } from '../localText';

/** Who has no rows. */
export type Emptiness = 'file' | 'filter';

export interface NoticePorts {
  readonly onReload: () => void;
  readonly onSchema: () => void;
  readonly onRemoveFilter: () => void;
}

/** A strip for errors and a message in the middle of an empty table. */
export class Notice {
  readonly element = element('div', { class: 'notices' });
  readonly #error = element('div', { class: 'notice error', hidden: true, role: 'alert' });
  readonly #empty = element('div', { class: 'notice', hidden: true });
  #emptiness: Emptiness | undefined;

  constructor(readonly ports: NoticePorts) {
    this.element.append(this.#error, this.#empty);
  }

  /** Why the table has no rows; undefined while it has some, or may yet get some. */
  showEmpty(emptiness: Emptiness | undefined): void {
    if (emptiness === this.#emptiness) return;
    this.#emptiness = emptiness;
    this.#empty.hidden = emptiness === undefined;
    const { onSchema, onRemoveFilter } = this.ports;
    const [text, label, onClick] =
      emptiness === 'filter'
        ? [t('No row fits this filter.'), t('Remove filter'), onRemoveFilter]
        : [t('This file has no rows.'), t('Show schema'), onSchema];
    const next = button({ label, text: true, class: 'link-button', onClick });
    this.#empty.replaceChildren(icon('info'), element('span', { role: 'status' }, text), next);
  }

  showError(error: unknown): void {
    const text = error instanceof Error ? error.message : String(error);
    const isChanged = codeOf(error) === 'storage.changed';
    this.#error.replaceChildren(
      icon('error'),
      element('span', { class: 'notice-text' }, sentence(text)),
      ...(isChanged
        ? [button({ label: t('Reload'), text: true, onClick: this.ports.onReload })]
        : []),
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
  const { sign, title, next } = failureOf(codeOf(error));
  return element(
    'div',
    { class: 'failed', role: 'alert' },
    icon(sign),
    element('h1', {}, title),
    element('p', {}, sentence(text)),
    next === undefined ? undefined : element('p', {}, next),
    button({ label: t('Try again'), text: true, class: 'primary-button', onClick: onReload }),
  );
}

/** What kind of failure it is, and what comes next where its own text does not say. */
function failureOf(code: string): {
  readonly sign: IconName;
  readonly title: string;
  readonly next?: string;
} {
  const follows = t('When it changes, it is read anew.');
  switch (code) {
    case 'storage.denied':
      return { sign: 'lock', title: t('This file may not be read') };
    case 'storage.not-found':
      return {
        sign: 'circle-slash',
        title: t('This file is gone'),
        next: t('As soon as it is back, it is shown again.'),
      };
    case 'storage.changed':
      return { sign: 'edit', title: t('This file is being written'), next: follows };
    case 'avro.truncated':
      return { sign: 'warning', title: t('This file ends before its first row'), next: follows };
    case 'avro.bad-magic':
      return { sign: 'warning', title: t('This is no Avro file') };
    default:
      return code.startsWith('avro.')
        ? { sign: 'warning', title: t('The header of this file is damaged'), next: follows }
        : { sign: 'error', title: t('This file could not be opened') };
  }
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
