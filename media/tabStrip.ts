// A row of tabs: one stop of Tab, arrows from tab to tab, and what is chosen is shown at once.
import { element } from './element';
import { icon, type IconName } from './icon';

/** One tab. */
export interface Tab<K> {
  readonly key: K;
  readonly text: string;
  /** An icon before the text, and what it says to readers. */
  readonly sign?: { readonly icon: IconName; readonly text: string };
  readonly tooltip?: string;
}

/** Shows the tabs it is given; whoever owns it shows the body. */
export class TabStrip<K extends string | number> {
  readonly element: HTMLElement;
  readonly #panel: string;
  readonly #onChoose: (key: K) => void;
  readonly #buttons = new Map<K, HTMLButtonElement>();
  #painted = '';

  /** `panel` is the id of the element that shows what belongs to the tab. */
  constructor(label: string, panel: string, onChoose: (key: K) => void) {
    this.#panel = panel;
    this.#onChoose = onChoose;
    this.element = element('div', { class: 'tabs', role: 'tablist', 'aria-label': label });
    this.element.addEventListener('keydown', event => this.#onKey(event));
  }

  /** The tabs there are, and the one in front; undefined is none. */
  show(tabs: readonly Tab<K>[], active: K | undefined): void {
    const painted = JSON.stringify(tabs);
    // A tab that is made anew would lose the focus.
    if (painted !== this.#painted) this.#paint(tabs);
    this.#painted = painted;
    for (const [key, tab] of this.#buttons) {
      const isActive = key === active;
      tab.setAttribute('aria-selected', String(isActive));
      tab.tabIndex = isActive || (active === undefined && key === tabs[0]?.key) ? 0 : -1;
      if (isActive) tab.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
  }

  #paint(tabs: readonly Tab<K>[]): void {
    const focused = [...this.#buttons].find(([, tab]) => tab === document.activeElement)?.[0];
    this.#buttons.clear();
    for (const tab of tabs) this.#buttons.set(tab.key, this.#button(tab));
    this.element.replaceChildren(...this.#buttons.values());
    if (focused !== undefined) this.#buttons.get(focused)?.focus();
  }

  #button({ key, text, sign, tooltip }: Tab<K>): HTMLButtonElement {
    const made = element(
      'button',
      {
        type: 'button',
        role: 'tab',
        class: 'tab',
        title: tooltip,
        'aria-controls': this.#panel,
        ...(sign ? { 'aria-label': `${text}, ${sign.text}` } : {}),
      },
      element('span', { class: 'tab-text' }, text),
    );
    if (sign) made.prepend(icon(sign.icon));
    made.addEventListener('click', () => this.#onChoose(key));
    return made;
  }

  #onKey(event: KeyboardEvent): void {
    const keys = [...this.#buttons.keys()];
    const place = [...this.#buttons.values()].findIndex(tab => tab === event.target);
    const next = nextPlace(event.key, place, keys.length);
    const key = next === undefined ? undefined : keys[next];
    if (place < 0 || key === undefined) return;
    event.preventDefault();
    this.#onChoose(key);
    this.#buttons.get(key)?.focus();
  }
}

function nextPlace(key: string, place: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return (place + 1) % count;
    case 'ArrowLeft':
      return (place - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
