import type { ComparedExport, ComparedPeriod } from '../comparedExport';
import type { RelatedPlace, Rule, RuleFinding } from '../rule';

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
  *checkManifest({ exports }) {
    for (const occurrences of byPeriod(exports).values()) {
      if (occurrences.length > 1) yield* superseded(occurrences);
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
    for (const { periodId, slices } of periods) {
      const occurrences = found.get(periodId.value);
      const occurrence = { periodId, slices, counter: counter.value };
      if (occurrences) occurrences.push(occurrence);
      else found.set(periodId.value, [occurrence]);
    }
  }
  return found;
}

/** From the highest counter down: what an occurrence holds is owned by those above it, or by itself. */
function* superseded(occurrences: readonly Occurrence[]): Iterable<RuleFinding> {
  const owners = new Map<number, Occurrence>();
  for (const occurrence of occurrences.toSorted((a, b) => b.counter - a.counter)) {
    const later = new Set<Occurrence>();
    let isOwner = occurrence.slices.length === 0;
    for (const slice of occurrence.slices) {
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

/** More owners than these are not shown. */
const shownOwners = 5;

function findingOf({ periodId }: Occurrence, owners: readonly Occurrence[]): RuleFinding {
  const shown = owners.slice(0, shownOwners);
  const counters = shown.map(({ counter }) => counter).join(', ');
  const more = owners.length > shown.length ? ' and others' : '';
  return {
    place: periodId.at,
    message: `period ${periodId.value.slice(0, 10)} is superseded by ${counters}${more}`,
    related: shown.map(({ periodId: { at: place }, counter }): RelatedPlace => ({
      place,
      message: `counter ${counter}`,
    })),
  };
}
