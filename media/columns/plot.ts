// Small plots of a column's values: bars by range, or by the most frequent texts.
import type { ColumnSummary } from '../../shared/protocol/avroPreview';

const space = 'http://www.w3.org/2000/svg';

/** Heights from 0 to 1, or undefined where there is nothing to draw. */
export function barsOf({
  histogram,
  top,
  rows,
  nulls,
}: ColumnSummary): readonly number[] | undefined {
  const counts = histogram.length > 0 ? histogram : top.map(({ count }) => count);
  // All different: bars of one each would tell nothing.
  if (histogram.length === 0 && (counts[0] ?? 0) <= Math.max(1, (rows - nulls) / 50))
    return undefined;
  const most = Math.max(...counts, 1);
  return counts.length > 0 ? counts.map(count => count / most) : undefined;
}

/** Bars as wide as there is room, each at least a trace high where it is not zero. */
export function plot(bars: readonly number[], height: number, isSample: boolean): SVGSVGElement {
  const svg = document.createElementNS(space, 'svg');
  const step = 4;
  svg.setAttribute('viewBox', `0 0 ${bars.length * step} ${height}`);
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('class', isSample ? 'column-bars sample' : 'column-bars');
  svg.setAttribute('aria-hidden', 'true');
  bars.forEach((bar, place) => {
    if (bar === 0) return;
    const size = Math.max(1, bar * height);
    const rect = document.createElementNS(space, 'rect');
    rect.setAttribute('x', String(place * step));
    rect.setAttribute('y', String(height - size));
    rect.setAttribute('width', String(step - 1));
    rect.setAttribute('height', String(size));
    svg.append(rect);
  });
  return svg;
}
