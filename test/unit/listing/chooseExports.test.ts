// Filter and order of a table of exports, against a model that is slow and plain.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  chooseExports,
  everyExport,
  newestFirst,
  tableEntries,
  type ExportColumn,
  type ExportFilter,
  type ExportSource,
  type TableEntry,
} from '../../../shared/listing/chooseExports';
import { exportKinds, type ExportRow } from '../../../shared/listing/exportRows';
import { loadStateWords } from '../../../shared/listing/stateGlyphs';
import { dayNumber, dayOfNumber } from '../../../shared/util/dayNumber';
import { SeededRandom } from '../../../shared/util/seededRandom';

const first = dayNumber('2024-01-01');

const rowOf = (counter: number, parts: Partial<ExportRow> = {}): ExportRow => ({
  ...{ counter, exportId: `e${counter}`, rootUrl: '', kind: 'events', exportType: null },
  ...{ state: 'new', pending: 1, created: null, finished: null, size: null, files: 1, periods: 1 },
  ...{ firstDay: null, lastDay: null, eventCount: null, matchedCount: null, lastSync: null },
  ...{ spans: [], ...parts },
});

const sourceOf = (name: string, rows: readonly ExportRow[]): ExportSource => ({
  ...{ key: name, name, people: null, words: 'Acme 1', rows },
});

const named = (entries: readonly TableEntry[]) =>
  entries.map(({ source, row }) => (row ? `${source.name}${row.counter}` : source.name));

test('what cannot be read comes first, whatever the order, and goes where only exports can fit', () => {
  const failure = { code: 'manifest.not-json', message: 'no JSON' } as const;
  const entries = tableEntries([
    sourceOf('a', [rowOf(1), rowOf(2)]),
    { ...sourceOf('z', []), failure },
  ]);
  const choose = (filter: Partial<ExportFilter>) =>
    named(chooseExports(entries, { ...everyExport, ...filter }, newestFirst));
  assert.deepEqual(choose({}), ['z', 'a2', 'a1']);
  assert.deepEqual(choose({ text: 'JSON' }), ['z']);
  assert.deepEqual(choose({ states: ['new'] }), ['a2', 'a1']);
});

test('days fit by what an export holds, and without days by when it finished', () => {
  const entries = tableEntries([
    sourceOf('a', [
      rowOf(1, { spans: [[first, first + 1]], finished: '2024-01-20T00:00:00Z' }),
      rowOf(2, {
        spans: [
          [first, first],
          [first + 9, first + 9],
        ],
      }),
      rowOf(3, { finished: '2024-01-10T01:02:03Z' }),
    ]),
  ]);
  const choose = (from: string, to: string) =>
    named(chooseExports(entries, { ...everyExport, from, to }, newestFirst)).sort();
  assert.deepEqual(choose('2024-01-02', '2024-01-02'), ['a1']);
  assert.deepEqual(choose('2024-01-10', '2024-01-10'), ['a2', 'a3']);
  assert.deepEqual(choose('', '2024-01-01'), ['a1', 'a2']);
  assert.deepEqual(choose('2024-01-11', ''), []);
});

test('any filter and any order find what a plain search finds', () => {
  const random = new SeededRandom(7);
  const sources = ['App 10', 'App 9', 'Other'].map(name =>
    sourceOf(
      name,
      Array.from({ length: 40 }, (_, place) => randomRow(place + 1, random)),
    ),
  );
  const entries = tableEntries(sources);
  for (let round = 0; round < 200; round++) {
    const filter = randomFilter(random);
    const column = pick(columns, random);
    const descending = random.chance(0.5);
    const found = chooseExports(entries, filter, { column, descending });
    const wanted = entries.filter(entry => fits(entry, filter));
    assert.deepEqual(named(found).sort(), named(wanted).sort(), JSON.stringify(filter));
    const values = found.map(entry => valueOf(entry, column));
    const known = values.filter(value => value !== null);
    assert.deepEqual(values.slice(0, known.length), known, 'what is not known comes last');
    const sorted = [...known].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    assert.deepEqual(known, descending ? sorted.reverse() : sorted);
  }
});

const columns: readonly ExportColumn[] = ['name', 'kind', 'finished', 'size', 'files', 'lastSync'];

function randomRow(counter: number, random: SeededRandom): ExportRow {
  const start = first + random.between(0, 50);
  const day = dayOfNumber(start + 1);
  return rowOf(counter, {
    kind: pick(exportKinds, random),
    state: random.chance(0.1) ? null : pick(loadStateWords, random),
    size: random.chance(0.2) ? null : random.between(0, 5),
    files: random.between(0, 9),
    finished: random.chance(0.1) ? null : `${day}T00:00:00Z`,
    lastSync: random.chance(0.5) ? null : `${day}T09:00:00Z`,
    spans: random.chance(0.3) ? [] : [[start, start + random.between(0, 3)]],
  });
}

function randomFilter(random: SeededRandom): ExportFilter {
  const some = <T>(values: readonly T[]): T[] =>
    random.chance(0.6) ? [] : values.filter(() => random.chance(0.5));
  const day = () => (random.chance(0.6) ? '' : dayOfNumber(first + random.between(0, 55)));
  return {
    text: random.chance(0.6) ? '' : pick(['app', '#1', 'new other', 'daily APP 9'], random),
    sources: some(['App 10', 'App 9', 'Other']),
    kinds: some(exportKinds),
    states: some(loadStateWords),
    ...{ from: day(), to: day() },
  };
}

function fits({ source, row }: TableEntry, filter: ExportFilter): boolean {
  if (!row) return false;
  const { sources, kinds, states } = filter;
  const [from = '', to = ''] =
    filter.from !== '' && filter.to !== ''
      ? [filter.from, filter.to].sort()
      : [filter.from, filter.to];
  const text = `${source.name} acme 1 #${row.counter} e${row.counter} ${row.kind} ${row.state ?? ''} ${row.finished ?? ''}`;
  const words = filter.text.toLowerCase().split(' ');
  const days = row.spans.flatMap(([start, end]) =>
    Array.from({ length: end - start + 1 }, (_, after) => dayOfNumber(start + after)),
  );
  const held = days.length > 0 ? days : row.finished === null ? [] : [row.finished.slice(0, 10)];
  const isHeld = held.some(day => (from === '' || day >= from) && (to === '' || day <= to));
  return (
    words.every(word => text.toLowerCase().includes(word)) &&
    (sources.length === 0 || sources.includes(source.key)) &&
    (kinds.length === 0 || kinds.includes(row.kind)) &&
    (states.length === 0 || (row.state !== null && states.includes(row.state))) &&
    ((from === '' && to === '') || isHeld)
  );
}

/** Names as people order them: 9 before 10. */
function valueOf({ source, row }: TableEntry, column: ExportColumn): string | number | null {
  if (column === 'name') return ['App 9', 'App 10', 'Other'].indexOf(source.name);
  return row?.[column] ?? null;
}

function pick<T>(values: readonly T[], random: SeededRandom): T {
  const found = values[random.between(0, values.length - 1)];
  assert.ok(found !== undefined);
  return found;
}
