import type { JsonDocument } from '../../json/jsonDocument';
import { elementsOf, type ComparedExport, type ComparedPeriod } from '../exportView';
import type { RelatedPlace, Rule, RuleFinding } from '../rule';
import type { NodeIndex } from '../types';

/** A period of which later exports bring every slice again. */
export const periodSuperseded: Rule = {
  code: 'manifest.period-superseded',
  level: 'hint',
  doc: 'Later exports bring this period again: whoever loads them all need not read it here.',
  bad: {
    text: '{"exports": [{"counter": 7, "timeDependent": [{"periodId": «"2023-02-22T00:00:00Z"», "allEvents": {"files": ["a.avro"]}}]}, {"counter": 8, "timeDependent": [{"periodId": "2023-02-22T00:00:00Z", "allEvents": {"files": ["a.avro"]}}]}]}',
  },
  good: {
    text: '{"exports": [{"counter": 7, "timeDependent": [{"periodId": "2023-02-22T00:00:00Z", "allEvents": {"files": ["a.avro"]}}]}, {"counter": 8, "timeDependent": [{"periodId": "2023-02-22T00:00:00Z", "matchedEvents": [{"id": "Page/a", "files": ["a.avro"]}]}]}]}',
  },
  tags: ['unnecessary'],
  *checkManifest({ document, exports }) {
    for (const occurrences of byPeriod(exports).values()) {
      if (occurrences.length > 1) yield* superseded(document, occurrences);
    }
  },
};

/** One item of a period in one export. */
interface Occurrence extends ComparedPeriod {
  readonly counter: number;
}

function byPeriod(exports: readonly ComparedExport[]): Map<string, Occurrence[]> {
  const found = new Map<string, Occurrence[]>();
  for (const { counter, periods } of exports) {
    if (counter === undefined) continue;
    for (const { node, idNode, periodId } of periods) {
      const occurrences = found.get(periodId);
      const occurrence = { node, idNode, periodId, counter };
      if (occurrences) occurrences.push(occurrence);
      else found.set(periodId, [occurrence]);
    }
  }
  return found;
}

/** From the highest counter down: what an occurrence holds is owned by those above it, or by itself. */
function* superseded(
  document: JsonDocument,
  occurrences: readonly Occurrence[],
): Iterable<RuleFinding> {
  const owners = new Map<string, Occurrence>();
  for (const occurrence of occurrences.toSorted((a, b) => b.counter - a.counter)) {
    const slices = slicesOf(document, occurrence.node);
    const later = new Set<Occurrence>();
    let isOwner = slices.length === 0;
    for (const slice of slices) {
      const owner = owners.get(slice);
      if (owner && owner.counter > occurrence.counter) later.add(owner);
      else {
        isOwner = true;
        owners.set(slice, owner ?? occurrence);
      }
    }
    if (!isOwner) yield findingOf(occurrence, [...later]);
  }
}

/** `''` for allEvents, the id for each matchable. */
function slicesOf(document: JsonDocument, period: NodeIndex): string[] {
  const slices = document.isObject(document.property(period, 'allEvents')) ? [''] : [];
  for (const entry of elementsOf(document, document.property(period, 'matchedEvents'))) {
    const id = document.stringValue(document.property(entry, 'id'));
    if (id !== undefined) slices.push(id);
  }
  return slices;
}

/** More owners than these are not shown. */
const shownOwners = 5;

function findingOf({ idNode, periodId }: Occurrence, owners: readonly Occurrence[]): RuleFinding {
  const shown = owners.slice(0, shownOwners);
  const counters = shown.map(({ counter }) => counter).join(', ');
  const more = owners.length > shown.length ? ' and others' : '';
  return {
    place: idNode,
    message: `period ${periodId.slice(0, 10)} is superseded by ${counters}${more}`,
    related: shown.map(({ idNode: place, counter }): RelatedPlace => ({
      place,
      message: `counter ${counter}`,
    })),
  };
}
