import assert from 'node:assert/strict';
import { test } from 'node:test';

import { estimateDisk, requireDisk } from '../../../shared/plan/diskNeed';
import { emptyLedger, type Ledger } from '../../../shared/plan/ledger';
import { planLoad } from '../../../shared/plan/planLoad';
import { hasCode } from '../../support/hasCode';
import { eventsTarget, exportOf, ledgerOf, manifestOf } from '../../support/manifestBuilder';

const day = '2023-02-21';
const entry = exportOf(7, { periods: [{ day, allEvents: 100 }] });
const sizes = new Map([['datasync/1/2/e7/allevents.avro', 1_000_000_000]]);

function estimate(ledger: Ledger, known: ReadonlyMap<string, number> = sizes): number | null {
  return estimateDisk(planLoad(manifestOf([entry]), eventsTarget, ledger, {}), known);
}

test('new rows need three times their bytes; replaced ones only the journal', () => {
  assert.equal(estimate(emptyLedger), 3e9);
  assert.equal(estimate(ledgerOf(['allEvents', day, 6, 50])), 3 * (5e8 + 5e8));
  assert.equal(estimate(ledgerOf(['allEvents', day, 7])), 0, 'nothing to do');
  assert.equal(estimate(emptyLedger, new Map()), null, 'no size is known');
});

test('too little disk is refused; an unknown one is not', () => {
  const file = '/db/1/2.sqlite';
  assert.throws(
    () => requireDisk({ file, expectedDisk: 3e9, freeDisk: 1e9 }),
    hasCode('plan.disk-too-small', /about 3\.0 GB .* 1\.0 GB free: nothing was changed/),
  );
  for (const [expectedDisk, freeDisk] of [
    [null, 1],
    [1, null],
    [2, 2],
  ] as const) {
    requireDisk({ file, expectedDisk, freeDisk });
  }
});
