// What the view keeps over hiding and reloading: filter, order, and what is open.
import { everyExport, newestFirst } from '../../shared/listing/chooseExports';
import type { ExportFilter, ExportSort } from '../../shared/listing/chooseExports';
import { exportKinds, type ExportKind } from '../../shared/listing/exportRows';
import { loadStateWords } from '../../shared/listing/stateGlyphs';
import type { LoadState } from '../../shared/plan/states';
import type { PickedPart } from '../../shared/protocol/exportsView';
import { isRecord } from '../../shared/util/isRecord';
import { savedState, saveState } from '../hostChannel';
import { isExportColumn } from './exportColumns';

export interface SavedExports {
  readonly filter: ExportFilter;
  /** What people call what is chosen. */
  readonly labels: Readonly<Partial<Record<PickedPart, string>>>;
  readonly sort: ExportSort;
  readonly isCalendarOpen: boolean;
  readonly isSummaryOpen: boolean;
  /** What the host needs to open the view again; it alone writes and reads it. */
  readonly scope: unknown;
}

/** What an earlier life of the view has left, or how a new one begins. */
export function loadExports(scope: unknown): SavedExports {
  const saved = savedState();
  const { filter, labels, sort, isCalendarOpen, isSummaryOpen } = isRecord(saved) ? saved : {};
  return {
    filter: readFilter(filter),
    labels: readLabels(labels),
    sort: readSort(sort),
    isCalendarOpen: isCalendarOpen !== false,
    isSummaryOpen: isSummaryOpen !== false,
    scope,
  };
}

export function keepExports(saved: SavedExports): void {
  saveState(saved);
}

function readFilter(value: unknown): ExportFilter {
  if (!isRecord(value)) return everyExport;
  const list = (name: string): readonly string[] => {
    const found = value[name];
    return Array.isArray(found) ? found.filter(each => typeof each === 'string') : [];
  };
  return {
    text: textOf(value['text']),
    sources: list('sources'),
    kinds: exportKinds.filter((kind: ExportKind) => list('kinds').includes(kind)),
    states: loadStateWords.filter((state: LoadState) => list('states').includes(state)),
    from: dayOf(value['from']),
    to: dayOf(value['to']),
  };
}

function readLabels(value: unknown): SavedExports['labels'] {
  if (!isRecord(value)) return {};
  const { sources, kinds, states } = value;
  return { sources: textOf(sources), kinds: textOf(kinds), states: textOf(states) };
}

function readSort(value: unknown): ExportSort {
  if (!isRecord(value)) return newestFirst;
  const { column, descending } = value;
  if (typeof column !== 'string' || !isExportColumn(column)) return newestFirst;
  return { column, descending: descending === true };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function dayOf(value: unknown): string {
  return /^\d{4}-\d\d-\d\d$/.test(textOf(value)) ? textOf(value) : '';
}
