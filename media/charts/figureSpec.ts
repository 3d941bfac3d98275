// What a plot shows, as data: a view says it without loading what draws it.
import type * as Plot from '@observablehq/plot';

/** A plot, and what it says to those who do not see it. */
export interface FigureSpec {
  /** What it is called. */
  readonly label: string;
  /** What can be seen in it, in a sentence or two. */
  readonly description: string;
  /** Draws it for so much room; asked again when that changes, or the colours of the editor. */
  readonly draw: (plot: typeof Plot, size: FigureSize) => FigureDrawing;
  /** Which value is pointed at: the nearest, or the nearest by its horizontal place alone; default is the first. */
  readonly nearest?: 'xy' | 'x';
}

/** A plot for some room. */
export interface FigureDrawing {
  /** Plot's specification; its width is the room's unless it says otherwise. */
  readonly options: Plot.PlotOptions;
  /** What can be pointed at, in reading order. */
  readonly values: readonly FigureValue[];
}

/** Pixels of the element, whose height is 0 where it follows the plot. */
export interface FigureSize {
  readonly width: number;
  readonly height: number;
}

/** One value of a plot. */
export interface FigureValue {
  /** Its place in the scales of the plot, absent where the plot has none. */
  readonly x?: Plot.ChannelValue;
  readonly y?: Plot.ChannelValue;
  readonly fx?: Plot.ChannelValue;
  readonly fy?: Plot.ChannelValue;
  /** What the tooltip and screen readers say, line by line; the first names it. */
  readonly lines: readonly string[];
}

/** What the view does when values are chosen. */
export interface FigurePorts {
  /** A click, Enter or the space bar; `extends` with Shift. */
  readonly onChoose?: (value: number, choice: { readonly extends: boolean }) => void;
}
