// Draws a plot into an element and keeps it true to its room and to the colours of the editor. In a bundle of its own.
// It writes neither style elements nor style attributes: what Plot would say there stands in figure.css.
import * as Plot from '@observablehq/plot';

import { element } from '../element';
import { t } from '../localText';
import { figurePicture, type FigurePicture, type LegendEntry } from './figurePicture';
import { FigurePointer } from './figurePointer';
import type { FigurePorts, FigureSize, FigureSpec } from './figureSpec';
import { placesOf } from './placesOf';

/** A plot that is read by eye, pointer, keyboard and ear. */
export class Figure {
  readonly #host: HTMLElement;
  readonly #stage = element('div', { class: 'figure', role: 'group', tabIndex: 0 });
  readonly #pointer: FigurePointer;
  readonly #room = new ResizeObserver(() => this.#onRoom());
  readonly #theme = new MutationObserver(() => this.#redraw());
  #spec: FigureSpec | undefined;
  #drawn: FigureSize = { width: 0, height: 0 };
  #frame = 0;

  /** Follows the size of the element, which is as wide as its room and not as its content; the owner disposes it. */
  constructor(host: HTMLElement, ports: FigurePorts = {}) {
    this.#host = host;
    this.#stage.setAttribute('aria-roledescription', t('plot'));
    this.#pointer = new FigurePointer(this.#stage, ports);
    host.append(this.#stage);
    this.#room.observe(host);
    // VS Code says another theme by the classes of the body, and another colour by the style of the root.
    this.#theme.observe(document.body, { attributeFilter: ['class'] });
    this.#theme.observe(document.documentElement, { attributeFilter: ['style'] });
  }

  /** Draws a plot in the place of the one before. */
  show(spec: FigureSpec): void {
    this.#spec = spec;
    this.#draw();
  }

  /** What is shown, to take along; undefined before anything is. */
  async picture(legend: readonly LegendEntry[]): Promise<FigurePicture | undefined> {
    const drawn = this.#stage.querySelector('svg');
    return drawn && this.#spec ? figurePicture(drawn, this.#spec.label, legend) : undefined;
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.#room.disconnect();
    this.#theme.disconnect();
    this.#pointer.dispose();
    this.#stage.remove();
  }

  #onRoom(): void {
    const { width, height } = roomOf(this.#host);
    // An element as high as its plot has another height by the plot alone.
    if (width !== this.#drawn.width || height !== this.#drawn.height) this.#redraw();
  }

  /** Once before the next painting, whatever asks for it. */
  #redraw(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#draw());
  }

  #draw(): void {
    const spec = this.#spec;
    const room = roomOf(this.#host);
    if (!spec || room.width === 0) return;
    const { options, values } = spec.draw(Plot, room);
    const picture = pictureOf(options, spec, room);
    this.#stage.setAttribute('aria-label', spec.label);
    this.#pointer.show({
      picture,
      values,
      places: placesOf(picture, values),
      nearest: spec.nearest,
    });
    this.#drawn = roomOf(this.#host);
  }
}

/** What it shows is said by its label to readers, its values by the pointer. */
function pictureOf(
  options: Plot.PlotOptions,
  { label, description }: FigureSpec,
  { width }: FigureSize,
): ReturnType<typeof Plot.plot> {
  const names = { ariaLabel: label, ariaDescription: description };
  const picture = Plot.plot({ width, ...options, ...names, className: 'plot', figure: false });
  picture.setAttribute('role', 'img');
  // Not in the page yet, so that the policy has not seen it.
  for (const style of picture.querySelectorAll('style')) style.remove();
  // What a picture is made of is nothing to readers, and groups without a role may have no label.
  for (const mark of picture.querySelectorAll<SVGElement>('g[aria-label]')) {
    mark.dataset['mark'] = mark.getAttribute('aria-label') ?? '';
    mark.removeAttribute('aria-label');
  }
  return picture;
}

function roomOf({ clientWidth: width, clientHeight: height }: HTMLElement): FigureSize {
  return { width, height };
}
