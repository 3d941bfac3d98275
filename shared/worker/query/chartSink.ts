import type { ChartData, ChartPoint } from '../../protocol/resultChart';

/** Lines and colours that no eye tells apart are more. */
export const mostSeries = 12;

/** How much is drawn: places on the axis below, and points. */
export interface ChartRoom {
  readonly places: number;
  readonly points: number;
  /** Series; those that come later are added up as one. */
  readonly series: number;
}

/** Collects points one by one, and says at the end which are drawn. */
export interface ChartSink {
  add(point: ChartPoint): void;
  result(): Omit<ChartData, 'axis' | 'rows'>;
}
