// Where the values of a plot stand in its picture.
import type { Plot, ScaleName } from '@observablehq/plot';

import type { FigureValue } from './figureSpec';

/** The middle of a value, and how much room it has where its scales give each value room; pixels of the picture. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A place for each value; undefined where its scales know nothing of it. */
export function placesOf(
  drawn: DrawnPlot,
  values: readonly FigureValue[],
): readonly (Place | undefined)[] {
  const scales = { x: axis(drawn, 'x', 'fx'), y: axis(drawn, 'y', 'fy') };
  return values.map(({ x, y, fx, fy }) => {
    const across = scales.x(x, fx);
    const down = scales.y(y, fy);
    const isPlaced = Number.isFinite(across.middle) && Number.isFinite(down.middle);
    return isPlaced
      ? { x: across.middle, y: down.middle, width: across.room, height: down.room }
      : undefined;
  });
}

type DrawnPlot = (SVGSVGElement | HTMLElement) & Plot;

type Placed = { readonly middle: number; readonly room: number };

/** Places along one direction: of the scale, moved by the facet; without a scale it is the middle of the picture. */
function axis(drawn: DrawnPlot, name: ScaleName, facetName: ScaleName) {
  const [scale, facet] = [drawn.scale(name), drawn.scale(facetName)];
  const size = Number(drawn.getAttribute(name === 'x' ? 'width' : 'height'));
  const facetStart = Math.min(...rangeOf(facet));
  return (value: unknown, facetValue: unknown): Placed => {
    const moved = facet ? numberOf(facet.apply(facetValue)) - facetStart : 0;
    const room = scale?.bandwidth ?? 0;
    if (!scale)
      return { middle: facet ? moved + facetStart + (facet.bandwidth ?? 0) / 2 : size / 2, room };
    return { middle: moved + numberOf(scale.apply(value)) + room / 2, room };
  };
}

function rangeOf(scale: { readonly range?: Iterable<unknown> } | undefined): readonly number[] {
  return scale?.range ? [...scale.range].map(numberOf) : [0];
}

/** Scales give what they like for values that they do not know. */
function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : NaN;
}
