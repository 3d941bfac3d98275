// What the view remembers of each result while it is hidden, and over a reload: no number is given to two results.
import type { FilterCondition } from '../../shared/protocol/avroPreview';
import type { ResultOrder } from '../../shared/protocol/queryGrid';
import type { ChartColumns } from '../../shared/protocol/resultChart';
import { isRecord } from '../../shared/util/isRecord';
import { savedState, saveState } from '../hostChannel';
import type { ResultLook } from './resultLook';

/** How a result was looked at. */
export interface SavedPlace {
  /** The first row that was visible. */
  readonly top: number;
  readonly conditions: readonly FilterCondition[];
  readonly order: ResultOrder | undefined;
  readonly isChart: boolean;
  readonly chart: ChartColumns;
}

type SavedPlaces = readonly (readonly [result: number, place: SavedPlace])[];

/** As many as a thread holds results. */
const mostPlaces = 50;

/** Keeps where a result is scrolled to, what it is filtered and sorted by, and its chart. */
export function keepPlace(look: ResultLook, top: number): void {
  const { result, conditions, order, isChart, chart } = look;
  const others = savedPlaces().filter(([other]) => other !== result);
  const place = { top, conditions, order, isChart, chart };
  saveState({ places: [...others, [result, place] as const].slice(-mostPlaces) });
}

/** What was kept of this result. */
export function savedPlace(result: number): SavedPlace | undefined {
  return savedPlaces().find(([other]) => other === result)?.[1];
}

function savedPlaces(): SavedPlaces {
  const saved = savedState();
  return isRecord(saved) && Array.isArray(saved['places']) ? (saved['places'] as SavedPlaces) : [];
}
