// plan from the outside: what it says of a simulated destination before, between and after syncs.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { runCli } from '../support/runCli';
import { withTemporaryFolder } from '../support/temporaryFolder';

const size = ['--seed', '7', '--days', '10', '--rows', '60', '--matchables', '6'];

test('plan says what sync will do, changes nothing, and has nothing left to say afterwards', () =>
  withTemporaryFolder(async folder => {
    const [acme, db] = [path.join(folder, 'acme'), path.join(folder, 'db')];
    assert.equal((await runCli(['simulate', acme, ...size])).code, 0);

    const before = await runCli(['plan', acme, '--db', db, '--json']);
    assert.equal(before.code, 0, before.stderr);
    assert.ok(!existsSync(db), 'planning makes no folder');
    const { plans } = JSON.parse(before.stdout) as { plans: { steps: unknown[] }[] };
    const steps = plans.reduce((sum, plan) => sum + plan.steps.length, 0);

    const sync = await runCli(['sync', acme, '--db', db, '--json']);
    assert.equal(sync.code, 0, sync.stderr);
    const { slices } = JSON.parse(sync.stdout) as { slices: { status: string }[] };
    const loaded = slices.filter(({ status }) => status === 'loaded' || status === 'deleted');
    assert.equal(loaded.length, steps);

    const after = await runCli(['plan', acme, '--db', db]);
    assert.equal(after.code, 0);
    const plansAfter = after.stdout.split('\n').filter(line => line.startsWith('Plan for'));
    const idle = after.stdout.match(/^ {2}Nothing to do: [\d,]+ slices are up to date\.$/gm);
    assert.equal(idle?.length, plansAfter.length, after.stdout);
  }));

test('counters choose the manifests that list them; refused slices and unknown counters end with 1', () =>
  withTemporaryFolder(async folder => {
    const [acme, db] = [path.join(folder, 'acme'), path.join(folder, 'db')];
    assert.equal((await runCli(['simulate', acme, ...size])).code, 0);
    const chosen = await runCli(['plan', acme, '--db', db, '--counter', '2']);
    assert.equal(chosen.code, 0, chosen.stderr);
    assert.match(chosen.stdout, /^Plan for visitor/m);
    assert.doesNotMatch(chosen.stdout, /Export 41\d/);

    const unknown = await runCli(['plan', acme, '--db', db, '--counter', '100000']);
    assert.equal(unknown.code, 1);
    assert.match(unknown.stderr, /^error plan\.unknown-selection: .* lists no export with counter/);

    const visitors = ['--application', 'visitor', '--db', db];
    assert.equal((await runCli(['sync', acme, ...visitors, '--counter', '3'])).code, 0);
    const refused = await runCli(['plan', acme, ...visitors, '--counter', '2']);
    assert.equal(refused.code, 1);
    assert.match(refused.stdout, /refused: older than export 3 in the database/);
  }));
