// Points at the values of a plot: by the mouse, or by arrow keys from value to value. A tooltip says what it is.
import type { FigurePorts, FigureSpec, FigureValue } from './figureSpec';
import { FigureTip } from './figureTip';
import { nearestPlace, nextPlace } from './nextPlace';
import type { Place } from './placesOf';

/** A plot that was drawn, and where its values are. */
export interface PointedPlot {
  readonly picture: SVGElement | HTMLElement;
  readonly values: readonly FigureValue[];
  /** For each value. */
  readonly places: readonly (Place | undefined)[];
  readonly nearest: FigureSpec['nearest'];
}

const space = 'http://www.w3.org/2000/svg';
/** Of the mark around a value that has no room of its own. */
const dot = 8;

export class FigurePointer {
  readonly #stage: HTMLElement;
  readonly #ports: FigurePorts;
  readonly #tip = new FigureTip();
  readonly #mark = document.createElementNS(space, 'rect');
  readonly #ended = new AbortController();
  #plot: PointedPlot | undefined;
  /** Where keys go on from. */
  #current: number | undefined;

  constructor(stage: HTMLElement, ports: FigurePorts) {
    this.#stage = stage;
    this.#ports = ports;
    this.#mark.setAttribute('class', 'figure-mark');
    stage.append(this.#tip.element);
    const { signal } = this.#ended;
    stage.addEventListener('pointermove', event => this.#onMove(event), { signal });
    stage.addEventListener('pointerleave', () => this.#leave(), { signal });
    stage.addEventListener('click', event => this.#onClick(event), { signal });
    stage.addEventListener('focus', () => this.#onFocus(), { signal });
    stage.addEventListener('blur', () => this.#leave(), { signal });
    stage.addEventListener('keydown', event => this.#onKey(event), { signal });
  }

  /** Another plot; keys go on from where they were, where it has as many values as the one before. */
  show(plot: PointedPlot): void {
    const isPointing = this.#tip.isShown;
    this.#leave();
    this.#plot?.picture.remove();
    this.#stage.prepend(plot.picture);
    if (this.#plot?.values.length !== plot.values.length) this.#current = undefined;
    this.#plot = plot;
    if (isPointing) this.#point(this.#current);
  }

  dispose(): void {
    this.#ended.abort();
    this.#tip.element.remove();
  }

  #onMove(event: PointerEvent): void {
    const place = this.#under(event);
    if (place === undefined) this.#leave();
    else this.#point(place);
  }

  #onClick(event: MouseEvent): void {
    const place = this.#under(event);
    if (place !== undefined) this.#choose(place, event.shiftKey);
  }

  /** By keys alone: a click says itself what it means. */
  #onFocus(): void {
    if (this.#stage.matches(':focus-visible')) this.#point(this.#current ?? this.#last);
  }

  #onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key, shiftKey } = event;
    if (key === 'Escape') return this.#leave();
    if (key === 'Enter' || key === ' ') {
      if (this.#current !== undefined) this.#choose(this.#current, shiftKey);
    } else {
      const places = this.#plot?.places ?? [];
      const next = nextPlace(places, this.#current ?? this.#last, key);
      if (next === undefined) return;
      this.#point(next);
    }
    event.preventDefault();
  }

  /** The newest, where values are in the order of time. */
  get #last(): number | undefined {
    const last = this.#plot?.places.findLastIndex(place => place !== undefined) ?? -1;
    return last < 0 ? undefined : last;
  }

  #under({ clientX, clientY }: MouseEvent): number | undefined {
    if (!this.#plot) return undefined;
    const { picture, places, nearest = 'xy' } = this.#plot;
    const { left, top, width } = picture.getBoundingClientRect();
    // A picture that is wider than its room is shown smaller.
    const scale = Number(picture.getAttribute('width')) / width;
    return nearestPlace(
      places,
      { x: (clientX - left) * scale, y: (clientY - top) * scale },
      nearest,
    );
  }

  #point(value: number | undefined): void {
    const place = value === undefined ? undefined : this.#plot?.places[value];
    if (!this.#plot || !place || value === undefined) return;
    this.#current = value;
    const { picture, values } = this.#plot;
    const { x, y } = place;
    const width = place.width || dot;
    const height = place.height || dot;
    this.#mark.setAttribute('x', String(x - width / 2));
    this.#mark.setAttribute('y', String(y - height / 2));
    this.#mark.setAttribute('width', String(width));
    this.#mark.setAttribute('height', String(height));
    picture.append(this.#mark);
    this.#tip.show(values[value]?.lines ?? [], this.#mark.getBoundingClientRect());
  }

  #leave(): void {
    this.#mark.remove();
    this.#tip.hide();
  }

  #choose(value: number, extend: boolean): void {
    this.#current = value;
    this.#ports.onChoose?.(value, { extends: extend });
  }
}
