import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { ManifestEntry } from '../../../shared/manifest/types';
import { describeNotices } from '../../../shared/plan/describeNotice';
import { describePlan } from '../../../shared/plan/describePlan';
import { emptyLedger, type Ledger } from '../../../shared/plan/ledger';
import type { PlanNotice, Selection } from '../../../shared/plan/loadPlan';
import { planLoad } from '../../../shared/plan/planLoad';
import { inEnglish, translateBy, type Texts } from '../../../shared/util/translate';
import { eventsTarget, exportOf, keyOf, ledgerOf, manifestOf } from '../../support/manifestBuilder';

const [day1, day2] = ['2023-02-21', '2023-02-22'];
const exports = [
  exportOf(6, { finishTime: '2023-02-21T03:10:11.123456', periods: [{ day: day1, allEvents: 9 }] }),
  exportOf(7, {
    finishTime: '2023-02-22T03:10:11.123456',
    pages: ['allpages.avro'],
    periods: [
      { day: day1, allEvents: 9515, matched: { 'Page/a': 30, 'Page/b': 4 } },
      { day: day2, allEvents: [1000, 200], matched: { 'Page/a': [] } },
    ],
  }),
  exportOf(8, { type: ['Retroactive'], periods: [{ day: day1, matched: { 'Page/b': 5 } }] }),
];

interface Said {
  readonly verbose?: boolean;
  readonly selection?: Selection;
  readonly sizes?: ReadonlyMap<string, number>;
  readonly disk?: readonly [expected: number, free: number];
  readonly texts?: Texts;
}

function described(entries: readonly ManifestEntry[], ledger: Ledger, said: Said = {}): string[] {
  const plan = planLoad(manifestOf(entries), eventsTarget, ledger, said.selection ?? {});
  const [expectedDisk, freeDisk] = said.disk ?? [null, null];
  const planned = {
    plan,
    file: '/db/1/2.sqlite',
    sizes: said.sizes ?? new Map(),
    expectedDisk,
    freeDisk,
  };
  return [
    ...describePlan(planned, { t: translateBy(said.texts ?? {}), verbose: said.verbose ?? false }),
  ];
}

test('a plan is a few lines per export: what goes in and out, what is skipped and why', () => {
  const sizes = new Map([
    ['datasync/1/2/e7/allevents.avro', 2_100_000],
    ['datasync/1/2/e7/allevents-0.avro', 150_000],
    ['datasync/1/2/e7/allpages.avro', 900],
  ]);
  const ledger = ledgerOf(['allEvents', day1, 5, 9000], ['Page/b', day1, 5, 2]);
  assert.deepEqual(described(exports, ledger, { sizes, disk: [7e6, 20e9] }), [
    'Plan for CRM (2) of subscription Acme (1)',
    '  into /db/1/2.sqlite',
    '  Export 6, finished 2023-02-21 03:10 UTC (e6)',
    '    1 slice superseded by export 7',
    '  Export 7, finished 2023-02-22 03:10 UTC (e7)',
    '    page definitions  1 slice                               rows in not counted  0 rows out      900 bytes',
    '    allevents         2 slices of 2023-02-21 to 2023-02-22  10,715 rows in       9,000 rows out  2.3 MB, 1 file missing',
    '    events of pages   2 slices of 2023-02-21 to 2023-02-22  30 rows in           0 rows out      1 delete only, 1 file missing',
    '    1 slice superseded by export 8',
    '  Export 8, retroactive (e8)',
    '    events of pages  1 slice of 2023-02-21  5 rows in  2 rows out  1 file missing',
    '  Total: 6 slices, at least 10,750 rows in, 9,002 rows out, 2.3 MB to read',
    '  Disk: about 7.0 MB needed (an estimate), 20 GB free',
  ]);
});

test('nothing to do is one line', () => {
  const ledger = ledgerOf(['allEvents', day1, 6]);
  assert.deepEqual(described(exports.slice(0, 1), ledger), [
    'Plan for CRM (2) of subscription Acme (1)',
    '  Nothing to do: 1 slice is up to date.',
  ]);
});

test('exports that load nothing share a line, and refused slices are told', () => {
  const many = [1, 2, 3, 4].map(counter =>
    exportOf(counter, { periods: [{ day: day1, allEvents: 1 }] }),
  );
  assert.deepEqual(described(many, emptyLedger).slice(2, 4), [
    '  Exports 1 to 3',
    '    3 slices superseded by export 4',
  ]);
  const selection = { counters: { start: 2, end: 3 } };
  assert.deepEqual(described(many, ledgerOf(['allEvents', day1, 4]), { selection }), [
    'Plan for CRM (2) of subscription Acme (1)',
    '  Nothing to load: 1 slice refused.',
    '  Export 2 (e2)',
    '    1 slice refused: older than export 4 in the database',
  ]);
});

test('verbose lists each step and each skipped slice', () => {
  const lines = described(exports, emptyLedger, { verbose: true });
  assert.deepEqual(
    lines.filter(line => line.startsWith('      ')).map(line => line.trim()),
    [
      'skip     allEvents of 2023-02-21: superseded by export 7',
      'replace  pages: 0 rows out, 1 file',
      'replace  allEvents of 2023-02-21: 9,515 rows in, 0 rows out, 1 file, else from export 6',
      'replace  Page/a of 2023-02-21: 30 rows in, 0 rows out, 1 file',
      'replace  allEvents of 2023-02-22: 1,200 rows in, 0 rows out, 2 files',
      'delete   Page/a of 2023-02-22: 0 rows in, 0 rows out',
      'skip     Page/b of 2023-02-21: superseded by export 8',
      'replace  Page/b of 2023-02-21: 5 rows in, 0 rows out, 1 file, else from export 7',
    ],
  );
});

test('a plan is in the language of who reads it, its columns as wide as that language needs', () => {
  const texts = {
    'Plan for {0}': '{0} の計画',
    '{0} of subscription {1}': '契約 {1} の {0}',
    'events of pages': 'ページのイベント',
    '{0} slices of {1}': '{1} の {0} スライス',
    '{0} to {1}': '{0}〜{1}',
    'rows in not counted': '件数不明',
    '{0} row in': '{0} 行追加',
    '{0} rows in': '{0} 行追加',
  };
  const [title, , , ...others] = described(exports.slice(1, 2), emptyLedger, { texts });
  assert.equal(title, '契約 Acme (1) の CRM (2) の計画');
  assert.deepEqual(others.slice(1, 3), [
    '    allevents         2023-02-21〜2023-02-22 の 2 スライス  10,715 行追加  0 rows out',
    '    ページのイベント  2023-02-21〜2023-02-22 の 3 スライス  34 行追加      0 rows out  1 delete only',
  ]);
});

test('too little disk is said', () => {
  const lines = described(exports, emptyLedger, { disk: [7e6, 1e6] });
  assert.equal(
    lines.at(-1),
    '  Disk: about 7.0 MB needed (an estimate), 1.0 MB free: too little, sync will refuse',
  );
});

const terse = { t: inEnglish, verbose: false };

test('notices are sentences; many orphans are one', () => {
  const orphan = (target: string): PlanNotice => {
    return { kind: 'orphan', slice: keyOf(target, day1), counter: 8, rows: 1200 };
  };
  assert.deepEqual(describeNotices([{ kind: 'gap', start: 6, end: 9 }, orphan('Page/a')], terse), [
    'Exports 6 to 8 (3 exports) are neither loaded nor in the manifest, which covers 30 days. What only they hold is missing; ask Pendo to export those days again.',
    'Page/a of 2023-02-21 has 1,200 rows that export 8, a full export of that period, no longer lists: they are probably stale; --sweep-orphans empties them.',
  ]);
  const four = ['Page/a', 'Page/b', 'Page/c', 'Page/d'].map(orphan);
  assert.deepEqual(describeNotices(four, terse), [
    '4 slices with 4,800 rows are no longer listed by later full exports of their periods: they are probably stale; --sweep-orphans empties them.',
  ]);
  assert.equal(describeNotices(four, { ...terse, verbose: true }).length, 4);
});
