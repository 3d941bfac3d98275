// What is kept of an export for the rules that compare exports: values and places, no nodes, for there may be many.
import type { JsonDocument } from '../json/jsonDocument';
import { ownText } from '../util/ownText';
import { columnsRunsOf } from './columnsRuns';
import type { ExportPart } from './exportPart';
import type { ExportView } from './exportView';
import type { ManifestFacts } from './facts';
import { nodeRange, type TextRange } from './textRange';
import { parseUtc } from './timestamps';
import type { NodeIndex } from './types';

/** A range in one of the exports of a manifest, as offsets, lines and columns of its own. */
export interface PlaceInExport extends TextRange {
  readonly part: ExportPart;
}

/** A value that was read, and where. */
export interface Located<T> {
  readonly value: T;
  readonly at: PlaceInExport;
}

/** An export as other exports see it; what it does not have is undefined. */
export interface ComparedExport {
  /** A whole number, also a negative one. */
  readonly counter: Located<number> | undefined;
  readonly rootUrl: Located<string> | undefined;
  readonly exportId: string | undefined;
  /** As written. */
  readonly finishTime: Located<string> | undefined;
  /** The finishTime in milliseconds since the epoch. */
  readonly finished: number | undefined;
  /** As written; of an export without a type undefined. */
  readonly exportTypes: Located<readonly string[]> | undefined;
  /** Those whose id can be read. */
  readonly periods: readonly ComparedPeriod[];
  readonly columns: readonly ColumnsRun[];
}

/** Files of one kind that follow each other and have the same columns. */
export interface ColumnsRun {
  /** `allEvents`, `Page`, the key of a list of definitions. */
  readonly kind: string;
  readonly columns: ReadonlyMap<string, string>;
  readonly first: PlaceInExport;
  readonly last: PlaceInExport;
}

export interface ComparedPeriod {
  readonly periodId: Located<string>;
  /** allEvents and matched ids as numbers: the same for the same text in every export. */
  readonly slices: readonly number[];
}

/** The exports of a manifest, side by side. */
export interface ManifestView {
  /** The manifest without its exports. */
  readonly document: JsonDocument;
  /** In the file's order. */
  readonly exports: readonly ComparedExport[];
}

/** Texts as numbers: the ids of matchables come again in every export. */
export class TextNumbers {
  readonly #numbers = new Map<string, number>();

  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(ownText(text), this.#numbers.size);
    return this.#numbers.size - 1;
  }
}

/** What is kept of an export. */
export function toComparedExport(
  part: ExportPart,
  view: ExportView,
  { facts, numbers }: { readonly facts: ManifestFacts; readonly numbers: TextNumbers },
): ComparedExport {
  const { document, node, rootUrl, exportTypes, periods } = view;
  const placeOf = (place: NodeIndex): PlaceInExport => ({ part, ...nodeRange(document, place) });
  const located = <T>(value: T, place: NodeIndex): Located<T> => ({ value, at: placeOf(place) });
  const text = (name: string): Located<string> | undefined => {
    const place = document.property(node, name);
    const value = document.stringValue(place);
    return value === undefined ? undefined : located(ownText(value), place);
  };
  const finishTime = text('finishTime');
  const counterNode = document.property(node, 'counter');
  const counter = document.numberValue(counterNode);
  return {
    counter:
      counter !== undefined && Number.isSafeInteger(counter)
        ? located(counter, counterNode)
        : undefined,
    rootUrl: text('rootUrl'),
    exportId: rootUrl && ownText(rootUrl.exportId),
    finishTime,
    finished: finishTime && parseUtc(finishTime.value),
    exportTypes:
      exportTypes.length === 0
        ? undefined
        : located(exportTypes.map(ownText), document.property(node, 'exportType')),
    periods: periods.flatMap(({ idNode, periodId, allEvents, matched }) => {
      if (periodId === undefined) return [];
      const slices = allEvents ? [numbers.numberOf('')] : [];
      for (const { id } of matched) if (id !== undefined) slices.push(numbers.numberOf(id));
      return [{ periodId: located(periodId, idNode), slices }];
    }),
    columns: columnsRunsOf(view, facts, placeOf),
  };
}
