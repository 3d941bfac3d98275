import assert from 'node:assert/strict';
import { test } from 'node:test';

import { parseArguments } from '../../../cli/arguments';
import { readRecipe } from '../../../cli/recipe';
import { readSelection, selectionOptions } from '../../../cli/selection';
import { planVerb } from '../../../cli/verbs/plan';
import type { Verb } from '../../../cli/verb';
import { hasCode } from '../../support/hasCode';

const verb: Verb = {
  name: 'choose',
  summary: '',
  usage: '',
  positionals: { min: 0, max: 0 },
  options: selectionOptions,
  run: async () => 0,
};

const chosen = (...words: string[]) => readSelection(parseArguments(verb, words));

test('counters are named with both ends, and become half-open', () => {
  const counters = (text: string) => chosen('--counter', text).counters;
  assert.deepEqual(counters('412'), { start: 412, end: 413 });
  assert.deepEqual(counters('410..412'), { start: 410, end: 413 });
  assert.deepEqual(counters('410..'), { start: 410, end: Infinity });
  assert.deepEqual(counters('..412'), { start: -Infinity, end: 413 });
});

test('days are named with both ends, and become half-open periods', () => {
  const periods = (text: string) => chosen('--period', text).periods;
  assert.deepEqual(periods('2023-02-28'), {
    start: '2023-02-28T00:00:00Z',
    end: '2023-03-01T00:00:00Z',
  });
  assert.deepEqual(periods('2023-02-01..2023-02-28'), {
    start: '2023-02-01T00:00:00Z',
    end: '2023-03-01T00:00:00Z',
  });
  const open = periods('2023-02-01..')?.end ?? '';
  assert.ok('9999-12-31T00:00:00Z' < open);
  assert.ok('0001-01-01T00:00:00Z' > (periods('..2023-02-01')?.start ?? '~'));
});

test('nothing chosen is everything; applications may start with a dash', () => {
  assert.deepEqual(chosen(), { applications: [] });
  assert.deepEqual(chosen('--application', '-323232', '--application', '7/visitor'), {
    applications: ['-323232', '7/visitor'],
  });
  assert.deepEqual(chosen('--kind', 'pages', '--kind', 'allEvents').kinds, ['pages', 'allEvents']);
});

test('what is no range is a wrong argument, and the message says what is allowed', () => {
  const wrong: [string[], RegExp][] = [
    [['--counter', 'x'], /--counter is "x"; allowed: a counter, A\.\.B/],
    [['--counter', '5..3'], /its end lies before its start/],
    [['--counter', '..'], /allowed/],
    [['--counter', ''], /--counter needs a value/],
    [['--counter', '1..2..3'], /allowed/],
    [['--counter', '-1'], /allowed/],
    [['--period', '2023-2-1'], /a day YYYY-MM-DD/],
    [['--period', '2023-02-30'], /2023-02-30 is no day/],
    [['--period', '2023-02-02..2023-02-01'], /its end lies before its start/],
    [['--kind', 'events'], /allowed: pages, /],
  ];
  for (const [words, text] of wrong) {
    assert.throws(() => chosen(...words), hasCode('cli.usage', text), words.join(' '));
  }
});

test('a recipe has absolute folders, leaves URLs alone and needs a database', () => {
  const recipe = (...words: string[]) => readRecipe(parseArguments(planVerb, words), { cwd: '/w' });
  assert.deepEqual(recipe('acme', '--db', 'db'), {
    destination: '/w/acme',
    database: '/w/db',
    applications: [],
    counts: 'strict',
    definitions: 'merge',
    adopt: false,
    reload: false,
    sweepOrphans: false,
    ignoreFreeSpace: false,
  });
  const full = recipe('gs://acme/x', '--db', '/db', '--layout', 'perMatchable', '--adopt');
  assert.equal(full.destination, 'gs://acme/x');
  assert.equal(full.layout, 'perMatchable');
  assert.equal(full.adopt, true);
  assert.throws(() => recipe('acme'), hasCode('cli.usage', /--db/));
});
