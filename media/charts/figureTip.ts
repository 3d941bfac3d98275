import { element } from '../element';

/** Pixels between the tooltip and what it speaks of, and the edge of the view. */
const gap = 6;

/** What a plot says of one value; screen readers hear it. */
export class FigureTip {
  readonly element = element('div', { class: 'figure-tip', role: 'status', hidden: true });

  /** Above what it speaks of, or below where there is no room, and never beyond the view. */
  show(lines: readonly string[], { left, top, bottom, width }: DOMRect): void {
    this.element.replaceChildren(...lines.map(line => element('div', {}, line)));
    this.element.hidden = false;
    const own = this.element.getBoundingClientRect();
    const most = document.documentElement.clientWidth - own.width - gap;
    const across = Math.max(gap, Math.min(left + width / 2 - own.width / 2, most));
    const above = top - own.height - gap;
    this.element.style.left = `${across}px`;
    this.element.style.top = `${above >= gap ? above : bottom + gap}px`;
  }

  get isShown(): boolean {
    return !this.element.hidden;
  }

  hide(): void {
    this.element.hidden = true;
  }
}
