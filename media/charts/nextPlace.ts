// From value to value of a plot: which one a pointer means, and which one an arrow key leads to. Pure.
import type { Place } from './placesOf';

/** Pixels: who points further away means none. */
const reach = 32;
/** Going along a row is better than changing it. */
const aside = 4;

type Places = readonly (Place | undefined)[];

/** The value that is pointed at; values without a place are passed over. */
export function nearestPlace(
  places: Places,
  { x, y }: { readonly x: number; readonly y: number },
  by: 'xy' | 'x',
): number | undefined {
  const most = by === 'x' ? Infinity : reach;
  return best(places, place => {
    const across = beyond(x - place.x, place.width);
    const down = beyond(y - place.y, place.height);
    if (Math.max(across, by === 'x' ? 0 : down) > most) return undefined;
    // Of several at one place the nearest in the other direction.
    return by === 'x' ? across * 1e4 + down : Math.hypot(across, down);
  });
}

/** The value that a key leads to from another; undefined for other keys, and where there is none. */
export function nextPlace(
  places: Places,
  from: number | undefined,
  key: string,
): number | undefined {
  const known = places.flatMap((place, index) => (place ? [index] : []));
  if (key === 'Home') return known[0];
  if (key === 'End') return known.at(-1);
  const start = from === undefined ? undefined : places[from];
  const direction = directions[key];
  if (!start || !direction) return undefined;
  const [right, down] = direction;
  return best(places, place => {
    const [across, along] = [place.x - start.x, place.y - start.y];
    const ahead = across * right + along * down;
    const off = Math.abs(across * down) + Math.abs(along * right);
    // Half a pixel is rounding.
    return ahead > 0.5 ? ahead + off * aside : undefined;
  });
}

const directions: Readonly<Record<string, readonly [right: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** How far a point is outside of a value's room. */
function beyond(distance: number, room: number): number {
  return Math.max(0, Math.abs(distance) - room / 2);
}

/** Where the cost is least; undefined costs count for nothing. */
function best(places: Places, costOf: (place: Place) => number | undefined): number | undefined {
  let found: number | undefined;
  let least = Infinity;
  places.forEach((place, index) => {
    const cost = place && costOf(place);
    if (cost === undefined || cost >= least) return;
    least = cost;
    found = index;
  });
  return found;
}
