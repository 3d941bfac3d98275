// What a chart of a result shows: the view says which columns, the thread that holds the rows says which points.

/** Which columns of a result are drawn, by their places, and how. */
export interface ChartColumns {
  readonly kind: 'line' | 'bar';
  readonly x: number;
  readonly ys: readonly number[];
  /** A line, or bars of a colour, for each of its values; null: for each of `ys`. */
  readonly series: number | null;
}

/** The name of what the series that there was no room for come to together. */
export const otherSeries = '…';

export interface ChartPoint {
  /** Milliseconds since 1970 on an axis of time. */
  readonly x: number | string;
  readonly y: number;
  /** Name of its line or colour; empty where there is only one. */
  readonly series: string;
}

/** Points that can be drawn, and what they stand for. */
export interface ChartData {
  readonly axis: 'number' | 'time' | 'text';
  readonly points: readonly ChartPoint[];
  /** Rows that were looked at. */
  readonly rows: number;
  readonly drawn:
    /** Each row has its point. */
    | 'rows'
    /** Rows of one x are added up. */
    | 'sums'
    /** Of each of many ranges of x the least and the greatest y. */
    | 'extremes';
  /** Values of x, or of the series, that there was no room for. */
  readonly left: number;
  /** Whether these are more than were counted. */
  readonly isMoreLeft: boolean;
  /** The ranges of x that were added up; null where each x stands for itself. */
  readonly step: ChartStep | null;
}

/** Ranges of an axis, each as wide as `size` units. */
export interface ChartStep {
  readonly unit: 'number' | 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';
  readonly size: number;
}

/** A chart as it is shown, to be kept. */
export interface ChartPicture {
  readonly svg: string;
  /** In base64. */
  readonly png: string;
}
