// The calendar of several applications, against a sum that is made day by day.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { calendarDays, dayStates, type DayState } from '../../../shared/listing/calendarDays';
import type { ListedDay } from '../../../shared/listing/listApplication';
import { loadStateWords } from '../../../shared/listing/stateGlyphs';
import { dayOfNumber } from '../../../shared/util/dayNumber';
import { SeededRandom } from '../../../shared/util/seededRandom';

const dayOf = (day: string, parts: Partial<ListedDay> = {}): ListedDay => ({
  ...{ periodId: `${day}T00:00:00Z`, state: 'new', owner: 7, eventCount: 5, probablyFinal: false },
  ...{ loadedFrom: null, ...parts },
});

test('a day that waits is final or not, and says who owns it', () => {
  const days = [
    dayOf('2024-05-02'),
    dayOf('2024-05-01', { probablyFinal: true }),
    dayOf('2024-05-03', { state: 'missing', owner: null, eventCount: null }),
    dayOf('2024-05-04', { state: 'synced', probablyFinal: true }),
  ];
  assert.deepEqual(
    calendarDays([{ name: 'Web', days }]).map(({ day, state, events, owner }) => [
      ...[day.slice(8), state, events, owner?.counter ?? null],
    ]),
    [
      ['01', 'final', 5, 7],
      ['02', 'unfinalized', 5, 7],
      ['03', 'missing', null, null],
      ['04', 'synced', 5, 7],
    ],
  );
});

test('where applications differ a day has the state that asks for most attention, and no owner', () => {
  const [day] = calendarDays([
    { name: 'Web', days: [dayOf('2024-05-02', { state: 'synced' })] },
    { name: 'App', days: [dayOf('2024-05-02', { state: 'stale', eventCount: 2 })] },
  ]);
  assert.deepEqual(day, {
    ...{ day: '2024-05-02', state: 'stale', counts: { synced: 1, stale: 1 }, events: 7 },
    owner: null,
  });
});

test('any applications together are the sums of their days', () => {
  const random = new SeededRandom(3);
  for (let round = 0; round < 50; round++) {
    const sources = ['a', 'b', 'c'].map(name => ({ name, days: randomDays(random) }));
    const all = calendarDays(sources);
    const wanted = new Set(sources.flatMap(({ days }) => days.map(({ periodId }) => periodId)));
    assert.deepEqual(
      all.map(({ day }) => `${day}T00:00:00Z`),
      [...wanted].sort(),
    );
    for (const { day, counts, events, state } of all) {
      const those = sources.flatMap(({ days }) =>
        days.filter(each => each.periodId.startsWith(day)),
      );
      const known = those.flatMap(({ eventCount }) => eventCount ?? []);
      const sum = known.reduce((total, count) => total + count, 0);
      assert.equal(events, known.length === 0 ? null : sum);
      assert.equal(
        Object.values(counts).reduce((total, count) => total + count, 0),
        those.length,
      );
      const ranks = Object.keys(counts).map(each => dayStates.indexOf(each as DayState));
      assert.equal(dayStates.indexOf(state), Math.min(...ranks));
    }
  }
});

function randomDays(random: SeededRandom): ListedDay[] {
  return Array.from({ length: 30 }, (_, day) => day)
    .filter(() => random.chance(0.7))
    .map(day =>
      dayOf(dayOfNumber(19_800 + day), {
        state: loadStateWords[random.between(0, loadStateWords.length - 1)] ?? 'new',
        probablyFinal: random.chance(0.5),
        eventCount: random.chance(0.2) ? null : random.between(0, 9),
        owner: random.chance(0.2) ? null : 3,
      }),
    );
}
