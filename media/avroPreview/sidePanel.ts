// The right-hand panel: tabs, a body, and an edge to pull.
import { button, element } from '../element';
import { t } from '../localText';
import { TabStrip } from '../tabStrip';
import type { PanelName } from './savedPreview';

export interface SidePanelOptions {
  readonly bodies: Readonly<Record<PanelName, () => HTMLElement>>;
  readonly width: number;
  /** Another body is shown, or none, or the width has changed. */
  onChange(): void;
}

const least = 220;
const panelNames: readonly PanelName[] = ['row', 'column', 'schema', 'blocks', 'damage'];

/** One body at a time. */
export class SidePanel {
  readonly element: HTMLElement;
  readonly #options: SidePanelOptions;
  readonly #body = element('div', { class: 'side-body', role: 'tabpanel', id: 'side-body' });
  readonly #tabs = new TabStrip<PanelName>(t('Details'), 'side-body', name => this.open(name));
  readonly #hidden = new Set<PanelName>();
  readonly #edge = this.#makeEdge();
  #panel: PanelName | undefined;
  #width: number;

  constructor(options: SidePanelOptions) {
    this.#options = options;
    this.#width = options.width;
    const close = button({ label: t('Close panel'), icon: 'close', onClick: () => this.close() });
    const head = element('div', { class: 'side-head' }, this.#tabs.element, close);
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
    this.#body.setAttribute('aria-label', panelTitle(panel));
    this.#showTabs();
    this.#options.onChange();
  }

  close(): void {
    this.#panel = undefined;
    this.element.hidden = true;
    this.#body.replaceChildren();
    this.#options.onChange();
  }

  hideTab(panel: PanelName, hidden: boolean): void {
    if (hidden) this.#hidden.add(panel);
    else this.#hidden.delete(panel);
    this.#showTabs();
  }

  #showTabs(): void {
    const shown = panelNames.filter(name => !this.#hidden.has(name));
    this.#tabs.show(
      shown.map(key => ({ key, text: panelTitle(key) })),
      this.#panel,
    );
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

function panelTitle(panel: PanelName): string {
  switch (panel) {
    case 'row':
      return t('Row');
    case 'column':
      return t('Column');
    case 'schema':
      return t('Schema');
    case 'blocks':
      return t('Blocks');
    case 'damage':
      return t('Damage');
  }
}
