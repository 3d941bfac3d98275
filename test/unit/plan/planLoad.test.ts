import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { ManifestEntry } from '../../../shared/manifest/types';
import { emptyLedger, type Ledger } from '../../../shared/plan/ledger';
import type { LoadPlan, LoadStep, Selection } from '../../../shared/plan/loadPlan';
import { planLoad } from '../../../shared/plan/planLoad';
import { hasCode } from '../../support/hasCode';
import { eventsTarget, exportOf, ledgerOf, manifestOf } from '../../support/manifestBuilder';

const [day1, day2] = ['2023-02-21', '2023-02-22'];
const daily = { day: day1, allEvents: 10, matched: { 'Page/a': 3 } };

function plan(
  exports: readonly ManifestEntry[],
  ledger: Ledger = emptyLedger,
  selection: Selection = {},
): LoadPlan {
  return planLoad(manifestOf(exports), eventsTarget, ledger, selection);
}

/** `Page/a 2023-02-21 from 5 else 4, 3`. */
function stepText({ kind, periodId, matchableId, source, fallbacks }: LoadStep): string {
  const day = periodId === null ? '' : ` ${periodId.slice(0, 10)}`;
  const lower = fallbacks.map(({ counter }) => counter).join(', ');
  return `${matchableId ?? kind}${day} from ${source.counter}${lower ? ` else ${lower}` : ''}`;
}

const steps = (made: LoadPlan): string[] => made.steps.map(stepText);
const skipped = (made: LoadPlan): string[] =>
  made.skipped.map(
    ({ kind, matchableId, counter, reason, by }) =>
      `${matchableId ?? kind} of ${counter} ${reason} by ${by}`,
  );

test('a first load takes everything, definitions before periods, allevents before matched events', () => {
  assert.deepEqual(plan([exportOf(7, { pages: ['allpages.avro'], periods: [daily] })]), {
    target: { ...eventsTarget, subscriptionName: 'Acme', applicationName: 'CRM' },
    steps: [
      {
        kind: 'pages',
        periodId: null,
        matchableId: null,
        action: 'replaceTable',
        source: { counter: 7, exportId: 'e7', expected: null, files: ['allpages.avro'] },
        fallbacks: [],
        expectedDeletes: 0,
      },
      {
        kind: 'allEvents',
        periodId: `${day1}T00:00:00Z`,
        matchableId: null,
        action: 'replaceSlice',
        source: { counter: 7, exportId: 'e7', expected: 10, files: ['allevents.avro'] },
        fallbacks: [],
        expectedDeletes: 0,
      },
      {
        kind: 'matchedPage',
        periodId: `${day1}T00:00:00Z`,
        matchableId: 'Page/a',
        action: 'replaceSlice',
        source: {
          counter: 7,
          exportId: 'e7',
          expected: 3,
          files: ['matchedEvents/Page/a.avro'],
        },
        fallbacks: [],
        expectedDeletes: 0,
      },
    ],
    skipped: [],
    notices: [],
    exports: [{ counter: 7, exportId: 'e7', exportType: null, finishTime: null }],
  });
});

test('of several exports of a slice the highest counter owns it, whatever their order in the manifest', () => {
  const made = plan([
    exportOf(9, { periods: [{ day: day1, allEvents: 12 }] }),
    exportOf(7, { periods: [daily] }),
    exportOf(8, { periods: [{ day: day1, allEvents: 11 }] }),
  ]);
  assert.deepEqual(steps(made), [`Page/a ${day1} from 7`, `allEvents ${day1} from 9 else 8, 7`]);
  assert.deepEqual(skipped(made), [
    'allEvents of 7 superseded by 9',
    'allEvents of 8 superseded by 9',
  ]);
});

test('a retroactive export supersedes only what it lists', () => {
  const made = plan([
    exportOf(7, { periods: [{ ...daily, matched: { 'Page/a': 3, 'Page/b': 2 } }] }),
    exportOf(8, { type: ['Retroactive'], periods: [{ day: day1, matched: { 'Page/b': [] } }] }),
  ]);
  assert.deepEqual(steps(made), [
    `allEvents ${day1} from 7`,
    `Page/a ${day1} from 7`,
    `Page/b ${day1} from 8 else 7`,
  ]);
  assert.deepEqual(made.steps[2]?.source.files, []);
});

test('files of one slice that are spread over a manifest entry are one step', () => {
  const made = plan([
    exportOf(7, {
      periods: [
        { day: day1, allEvents: [5, 4], matched: { 'Page/a': 1 } },
        { day: day2, allEvents: 2 },
        { day: day1, allEvents: 3, matched: { 'Page/a': 2 } },
      ],
    }),
  ]);
  assert.deepEqual(steps(made), [
    `allEvents ${day1} from 7`,
    `Page/a ${day1} from 7`,
    `allEvents ${day2} from 7`,
  ]);
  assert.deepEqual(made.steps[0]?.source, {
    counter: 7,
    exportId: 'e7',
    expected: 12,
    files: ['allevents-0.avro', 'allevents-1.avro', 'allevents.avro'],
  });
});

test('a count that is missing in one of several lists leaves the sum unknown', () => {
  const entry = exportOf(7, { periods: [daily, daily] });
  const periods = entry.periods.map((period, index) =>
    index === 0 && period.allEvents
      ? { ...period, allEvents: { ...period.allEvents, eventCount: null } }
      : period,
  );
  assert.equal(plan([{ ...entry, periods }]).steps[0]?.source.expected, null);
});

test('a second run has nothing to do and refuses nothing', () => {
  const exports = [
    exportOf(7, { pages: ['p.avro'], periods: [daily] }),
    exportOf(8, { pages: ['p.avro'], periods: [{ day: day1, allEvents: 10 }] }),
  ];
  const made = plan(
    exports,
    ledgerOf(['pages', null, 8], ['allEvents', day1, 8], ['Page/a', day1, 7]),
  );
  assert.deepEqual(steps(made), []);
  assert.deepEqual(skipped(made), [
    'pages of 7 superseded by 8',
    'pages of 8 upToDate by 8',
    'allEvents of 7 superseded by 8',
    'allEvents of 8 upToDate by 8',
    'Page/a of 7 upToDate by 7',
  ]);
});

test('an owner that failed is tried again, alone, after its fallback was loaded', () => {
  const exports = [7, 8, 9].map(counter => exportOf(counter, { periods: [daily] }));
  const made = plan(exports, ledgerOf(['allEvents', day1, 8, 10], ['Page/a', day1, 9]));
  assert.deepEqual(steps(made), [`allEvents ${day1} from 9`]);
  assert.equal(made.steps[0]?.expectedDeletes, 10);
});

test('a selection by counters that leaves out what is loaded is refused, alone', () => {
  const exports = [
    exportOf(7, { periods: [daily] }),
    exportOf(8, { periods: [{ day: day1, allEvents: 11 }] }),
  ];
  const ledger = ledgerOf(['allEvents', day1, 8]);
  const selection = { counters: { start: 7, end: 8 } };
  assert.deepEqual(steps(plan(exports, ledger, selection)), [`Page/a ${day1} from 7`]);
  assert.deepEqual(skipped(plan(exports, ledger, selection)), ['allEvents of 7 refused by 8']);
});

test('an older export than the loaded one is superseded when nothing leaves the newer one out', () => {
  const exports = [exportOf(7, { periods: [daily] }), exportOf(9, {})];
  const ledger = ledgerOf(['allEvents', day1, 8], ['Page/a', day1, 8]);
  for (const selection of [{}, { counters: { start: 7, end: 10 } }]) {
    assert.deepEqual(skipped(plan(exports, ledger, selection)), [
      'allEvents of 7 superseded by 8',
      'Page/a of 7 superseded by 8',
    ]);
  }
});

test('chosen counters need not be neighbours: those between are left out', () => {
  const exports = [7, 8, 9].map(counter => exportOf(counter, { periods: [daily] }));
  const counters = { start: 7, end: 10, only: [7, 9] };
  const found = steps(plan(exports, emptyLedger, { counters }));
  assert.deepEqual(found, [`allEvents ${day1} from 9 else 7`, `Page/a ${day1} from 9 else 7`]);
});

test('counters, periods and kinds each narrow the selection', () => {
  const exports = [7, 8].map(counter =>
    exportOf(counter, { pages: ['p.avro'], periods: [daily, { day: day2, allEvents: 1 }] }),
  );
  const period = { start: `${day2}T00:00:00Z`, end: '2023-02-23T00:00:00Z' };
  assert.deepEqual(steps(plan(exports, emptyLedger, { counters: { start: 7, end: 8 } })), [
    'pages from 7',
    `allEvents ${day1} from 7`,
    `Page/a ${day1} from 7`,
    `allEvents ${day2} from 7`,
  ]);
  assert.deepEqual(steps(plan(exports, emptyLedger, { periods: period })), [
    'pages from 8 else 7',
    `allEvents ${day2} from 8 else 7`,
  ]);
  assert.deepEqual(steps(plan(exports, emptyLedger, { kinds: new Set(['matchedPage']) })), [
    `Page/a ${day1} from 8 else 7`,
  ]);
});

test('a definition list that is missing or empty leaves the table alone', () => {
  const made = plan([exportOf(7, { pages: ['p.avro'] }), exportOf(8, { pages: [] }), exportOf(9)]);
  assert.deepEqual(steps(made), ['pages from 7']);
});

test('retroactive definitions build on the last full list instead of standing for it', () => {
  const exports = [
    exportOf(5, { pages: ['p.avro'] }),
    exportOf(6, { pages: ['p.avro'], type: ['Retroactive'] }),
    exportOf(7, { pages: ['p.avro'] }),
    exportOf(8, { pages: ['p.avro'], type: ['Retroactive'] }),
    exportOf(9, { pages: ['p.avro'], type: ['Retroactive'] }),
  ];
  const made = plan(exports);
  assert.deepEqual(steps(made), ['pages from 7 else 5', 'pages from 8', 'pages from 9']);
  assert.deepEqual(
    made.steps.map(({ action, expectedDeletes }) => [action, expectedDeletes]),
    [
      ['replaceTable', 0],
      ['replaceOrMergeTable', null],
      ['replaceOrMergeTable', null],
    ],
  );
  assert.deepEqual(skipped(made), ['pages of 5 superseded by 7', 'pages of 6 superseded by 7']);
  assert.deepEqual(steps(plan(exports, ledgerOf(['pages', null, 8]))), ['pages from 9']);
  assert.deepEqual(steps(plan(exports, emptyLedger, { definitions: 'replace' })), [
    'pages from 9 else 8, 7, 6, 5',
  ]);
});

test('account and visitor exports are all loaded, in order', () => {
  const exports = [3, 5, 4].map(counter =>
    exportOf(counter, { visitors: ['visitors-000.avro'], metadataSchema: ['m.avro'] }),
  );
  const made = plan(exports, ledgerOf(['visitors', null, 3]));
  assert.deepEqual(steps(made), [
    'visitors from 4',
    'metadataSchema from 5 else 4, 3',
    'visitors from 5',
  ]);
  assert.deepEqual(
    made.steps.map(({ action }) => action),
    ['upsertById', 'replaceTable', 'upsertById'],
  );
  assert.deepEqual(skipped(made).slice(2), ['visitors of 3 upToDate by 3']);
});

test('visitors that a selection passes over are refused later, and announced', () => {
  const exports = [3, 4, 5].map(counter => exportOf(counter, { visitors: ['v.avro'] }));
  const slice = { kind: 'visitors', periodId: null, matchableId: null };
  const notice = { kind: 'passedOver', slice, counters: [3, 4], by: 5 };
  assert.deepEqual(plan(exports, emptyLedger, { counters: { start: 5, end: 6 } }).notices, [
    notice,
  ]);
  const loaded = ledgerOf(['visitors', null, 5]);
  assert.deepEqual(plan(exports, loaded).notices, [notice]);
  const again = plan(exports, loaded, { counters: { start: 3, end: 5 } });
  assert.deepEqual(skipped(again), ['visitors of 3 refused by 5', 'visitors of 4 refused by 5']);
});

test('two exports with one counter stop the run and are both named', () => {
  const twins = [exportOf(7, { exportId: 'first' }), exportOf(7, { exportId: 'second' })];
  assert.throws(() => plan(twins), hasCode('plan.duplicate-counter', /first and .*second/));
});

test('a counter that the ledger knows under another id stops the run unless it is adopted', () => {
  const exports = [exportOf(7, { exportId: 'other', periods: [daily] })];
  const ledger = ledgerOf(['allEvents', day1, 7]);
  assert.throws(
    () => plan(exports, ledger),
    hasCode('plan.other-manifest', /export other.*export e7.*--db.*--adopt/),
  );
  assert.deepEqual(steps(plan(exports, ledger, { adopt: true })), [`Page/a ${day1} from 7`]);
});

test('a selection that chooses nothing says what there is', () => {
  const exports = [4, 5, 6, 9].map(counter => exportOf(counter, { periods: [daily] }));
  const unknown = (selection: Selection, text: RegExp): void =>
    assert.throws(
      () => plan(exports, emptyLedger, selection),
      hasCode('plan.unknown-selection', text),
    );
  unknown({ counters: { start: 7, end: 8 } }, /counter 7: it lists 4 to 6, 9$/);
  unknown(
    { periods: { start: '2024-01-01T00:00:00Z', end: '2024-01-02T00:00:00Z' } },
    /lie between 2023-02-21 and 2023-02-21$/,
  );
});
