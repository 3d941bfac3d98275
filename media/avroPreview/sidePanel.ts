// The right-hand panel: tabs, a body, and an edge to pull.
import { button, element } from '../element';
import { t } from '../localText';
import type { PanelName } from './savedPreview';

export interface SidePanelOptions {
  readonly bodies: Readonly<Record<PanelName, () => HTMLElement>>;
  readonly width: number;
  /** Another body is shown, or none, or the width has changed. */
  onChange(): void;
}

const least = 220;

/** One body at a time. */
export class SidePanel {
  readonly element: HTMLElement;
  readonly #options: SidePanelOptions;
  readonly #body = element('div', { class: 'side-body', role: 'tabpanel' });
  readonly #tabs = new Map<PanelName, HTMLButtonElement>();
  readonly #edge = this.#makeEdge();
  #panel: PanelName | undefined;
  #width: number;

  constructor(options: SidePanelOptions) {
    this.#options = options;
    this.#width = options.width;
    const strip = element('div', { class: 'tabs', role: 'tablist', 'aria-label': t('Details') });
    for (const [name, title] of panelTitles()) {
      const tab = element('button', { type: 'button', role: 'tab', class: 'tab' }, title);
      tab.addEventListener('click', () => this.open(name));
      this.#tabs.set(name, tab);
      strip.append(tab);
    }
    strip.addEventListener('keydown', event => this.#onTabKey(event));
    const close = button({ label: t('Close panel'), icon: 'close', onClick: () => this.close() });
    const head = element('div', { class: 'side-head' }, strip, close);
    this.element = element(
      'aside',
      { class: 'side-panel', hidden: true },
      this.#edge,
      head,
      this.#body,
    );
    this.#setWidth(options.width);
    this.hideTab('damage', true);
  }

  get panel(): PanelName | undefined {
    return this.#panel;
  }

  get width(): number {
    return this.#width;
  }

  toggle(): void {
    if (this.#panel) this.close();
    else this.open('row');
  }

  open(panel: PanelName): void {
    this.#panel = panel;
    this.element.hidden = false;
    this.#body.replaceChildren(this.#options.bodies[panel]());
    this.#body.setAttribute('aria-label', this.#tabs.get(panel)?.textContent ?? '');
    for (const [name, tab] of this.#tabs) {
      tab.setAttribute('aria-selected', String(name === panel));
      tab.tabIndex = name === panel ? 0 : -1;
    }
    this.#options.onChange();
  }

  close(): void {
    this.#panel = undefined;
    this.element.hidden = true;
    this.#body.replaceChildren();
    this.#options.onChange();
  }

  hideTab(panel: PanelName, hidden: boolean): void {
    const tab = this.#tabs.get(panel);
    if (tab) tab.hidden = hidden;
  }

  #onTabKey(event: KeyboardEvent): void {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const names = [...this.#tabs].filter(([, tab]) => !tab.hidden).map(([name]) => name);
    const place = names.findIndex(name => name === this.#panel);
    const next = names[(place + step + names.length) % names.length];
    if (!next) return;
    this.open(next);
    this.#tabs.get(next)?.focus();
  }

  #makeEdge(): HTMLElement {
    const edge = element('div', {
      class: 'edge',
      role: 'separator',
      tabIndex: 0,
      'aria-orientation': 'vertical',
      'aria-label': t('Width of the panel'),
      'aria-valuemin': least,
    });
    edge.addEventListener('pointerdown', event => {
      edge.setPointerCapture(event.pointerId);
      const move = (to: PointerEvent) => this.#setWidth(window.innerWidth - to.clientX);
      edge.addEventListener('pointermove', move);
      const done = () => {
        edge.removeEventListener('pointermove', move);
        this.#options.onChange();
      };
      edge.addEventListener('pointerup', done, { once: true });
    });
    edge.addEventListener('keydown', event => {
      const step = event.key === 'ArrowLeft' ? 20 : event.key === 'ArrowRight' ? -20 : 0;
      if (step === 0) return;
      this.#setWidth(this.#width + step);
      this.#options.onChange();
    });
    return edge;
  }

  #setWidth(width: number): void {
    this.#width = Math.max(least, Math.min(width, window.innerWidth - 160));
    this.element.style.width = `${this.#width}px`;
    this.#edge.setAttribute('aria-valuenow', String(this.#width));
    this.#edge.setAttribute('aria-valuemax', String(window.innerWidth - 160));
  }
}

function panelTitles(): readonly (readonly [PanelName, string])[] {
  return [
    ['row', t('Row')],
    ['column', t('Column')],
    ['schema', t('Schema')],
    ['blocks', t('Blocks')],
    ['damage', t('Damage')],
  ];
}
