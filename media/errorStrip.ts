import { button, element } from './element';
import { icon } from './icon';
import { t } from './localText';

/** A strip that says what went wrong while the rows stay as they are. */
export class ErrorStrip {
  readonly element = element('div', { class: 'notice error', hidden: true, role: 'alert' });

  show(error: unknown): void {
    const text = error instanceof Error ? error.message : String(error);
    this.element.replaceChildren(
      icon('error'),
      element('span', { class: 'notice-text' }, text),
      button({ label: t('Dismiss'), icon: 'close', onClick: () => this.clear() }),
    );
    this.element.hidden = false;
  }

  clear(): void {
    this.element.hidden = true;
  }
}
