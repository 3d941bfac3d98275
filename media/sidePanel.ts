// The right-hand panel: tabs, a body, and an edge to pull.
import { button, element } from './element';
import { t } from './localText';
import { TabStrip } from './tabStrip';

/** A tab of the panel, and how what it shows is made. */
export interface PanelBody<N> {
  readonly name: N;
  readonly title: string;
  readonly make: () => HTMLElement;
}

export interface SidePanelOptions<N> {
  /** The first is opened where nobody says which. */
  readonly bodies: readonly PanelBody<N>[];
  readonly width: number;
  /** Another body is shown, or none, or the width has changed. */
  onChange(): void;
}

const least = 220;

/** One body at a time. */
export class SidePanel<N extends string> {
  readonly element: HTMLElement;
  readonly #options: SidePanelOptions<N>;
  readonly #body = element('div', { class: 'side-body', role: 'tabpanel', id: 'side-body' });
  readonly #tabs = new TabStrip<N>(t('Details'), 'side-body', name => this.open(name));
  readonly #hidden = new Set<N>();
  readonly #edge = this.#makeEdge();
  #panel: N | undefined;
  #width: number;

  constructor(options: SidePanelOptions<N>) {
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
  }

  get panel(): N | undefined {
    return this.#panel;
  }

  get width(): number {
    return this.#width;
  }

  toggle(): void {
    if (this.#panel) this.close();
    else {
      const [first] = this.#options.bodies;
      if (first) this.open(first.name);
    }
  }

  open(panel: N): void {
    const body = this.#options.bodies.find(({ name }) => name === panel);
    if (!body) return;
    this.#panel = panel;
    this.element.hidden = false;
    this.#body.replaceChildren(body.make());
    this.#body.setAttribute('aria-label', body.title);
    this.#showTabs();
    this.#options.onChange();
  }

  close(): void {
    this.#panel = undefined;
    this.element.hidden = true;
    this.#body.replaceChildren();
    this.#options.onChange();
  }

  hideTab(panel: N, hidden: boolean): void {
    if (hidden) this.#hidden.add(panel);
    else this.#hidden.delete(panel);
    this.#showTabs();
  }

  #showTabs(): void {
    const shown = this.#options.bodies.filter(({ name }) => !this.#hidden.has(name));
    this.#tabs.show(
      shown.map(({ name, title }) => ({ key: name, text: title })),
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
