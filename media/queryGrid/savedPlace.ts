// What the view remembers of the result in front while it is hidden.
import { filterOperators, type FilterCondition } from '../../shared/protocol/avroPreview';
import type { ResultOrder } from '../../shared/protocol/queryGrid';
import { savedState, saveState } from '../hostChannel';
import type { ResultLook } from './resultLook';

interface SavedPlace {
  readonly result: number;
  readonly top: number;
  readonly conditions: readonly FilterCondition[];
  readonly order: ResultOrder | undefined;
}

/** Keeps where a result is scrolled to, and what it is filtered and sorted by. */
export function keepPlace({ result, conditions, order }: ResultLook, top: number): void {
  saveState({ result, top, conditions, order } satisfies SavedPlace);
}

/** What was kept of this result. */
export function savedPlace(result: number): SavedPlace | undefined {
  const saved = savedState();
  if (typeof saved !== 'object' || saved === null) return undefined;
  const kept = saved as Partial<SavedPlace>;
  if (kept.result !== result || typeof kept.top !== 'number') return undefined;
  const conditions = (kept.conditions ?? []).filter(({ operator }) =>
    filterOperators.includes(operator),
  );
  return { result, top: kept.top, conditions, order: kept.order };
}
