// What a preview remembers when its tab is hidden or the window reloaded.
import { filterOperators, type FilterCondition } from '../../shared/protocol/avroPreview';
import { savedState, saveState } from '../hostChannel';

export type PanelName = 'row' | 'column' | 'schema' | 'blocks' | 'damage';

export interface SavedPreview {
  readonly top: number;
  readonly raw: boolean;
  readonly conditions: readonly FilterCondition[];
  readonly sort: { readonly column: string; readonly descending: boolean } | undefined;
  readonly hidden: readonly string[];
  readonly panel: PanelName | undefined;
  readonly panelWidth: number;
  readonly column: string | undefined;
  readonly row: number | undefined;
}

const nothing: SavedPreview = {
  top: 0,
  raw: false,
  conditions: [],
  sort: undefined,
  hidden: [],
  panel: undefined,
  panelWidth: 370,
  column: undefined,
  row: undefined,
};

/** The state that was kept; a wrong or missing part is as in a new preview. */
export function loadPreview(): SavedPreview {
  const state = savedState();
  if (typeof state !== 'object' || state === null) return nothing;
  const kept = { ...nothing, ...(state as Partial<SavedPreview>) };
  return { ...kept, conditions: kept.conditions.filter(isCondition) };
}

/** Keeps the state. */
export function keepPreview(state: SavedPreview): void {
  saveState(state);
}

function isCondition({ column, operator, value }: Partial<FilterCondition>): boolean {
  return (
    typeof column === 'string' &&
    typeof value === 'string' &&
    filterOperators.some(each => each === operator)
  );
}
