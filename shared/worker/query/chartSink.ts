import type { ChartData, ChartPoint } from '../../protocol/resultChart';

/** Lines and colours that no eye tells apart are more. */
export const mostSeries = 12;

/** Collects points one by one, and says at the end which are drawn. */
export interface ChartSink {
  add(point: ChartPoint): void;
  result(): Omit<ChartData, 'axis' | 'rows'>;
}
