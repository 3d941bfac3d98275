import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseArguments } from '../../../cli/arguments';
import type { ParsedArguments, Verb } from '../../../cli/verb';

const verb: Verb = {
  name: 'load',
  summary: '',
  usage: '<destination> --db <folder>',
  positionals: { min: 1, max: 2 },
  options: [
    { name: 'db', value: 'FOLDER', description: '' },
    { name: 'application', value: 'ID', multiple: true, description: '' },
    { name: 'rows', value: 'N', description: '' },
    { name: 'counts', value: 'HOW', allowed: ['strict', 'report'], description: '' },
    { name: 'adopt', description: '' },
  ],
  run: async () => 0,
};

const parse = (line: string) => parseArguments(verb, line.split(' ').filter(Boolean));

test('an application id may start with a dash', () => {
  const args = parse('bucket --application -323232 --application=-1 --application acme/-5');
  assert.deepEqual(args.texts('application'), ['-323232', '-1', 'acme/-5']);
  assert.deepEqual(args.positionals, ['bucket']);
});

test('a number with a dash that no option takes is an argument', () => {
  assert.deepEqual(parse('bucket -323232').positionals, ['bucket', '-323232']);
});

test('a variable of the shell that is not set is no folder', () => {
  const parseWords = (...words: string[]) => parseArguments(verb, words);
  assert.throws(
    () => parseWords('b', '--db', ''),
    /^DataSyncError: --db needs a value: --db FOLDER$/,
  );
  assert.throws(() => parseWords('b', '--db='), /--db needs a value/);
  assert.throws(() => parseWords(''), /load is given an empty argument; usage: /);
});

test('after -- everything is an argument', () => {
  assert.deepEqual(parse('--adopt -- --db x').positionals, ['--db', 'x']);
});

test('flags, values and numbers', () => {
  const args = parse('b --rows=5 --adopt --counts report');
  assert.equal(args.integer('rows'), 5);
  assert.equal(args.flag('adopt'), true);
  assert.equal(args.text('counts'), 'report');
  assert.equal(args.text('db'), undefined);
  assert.equal(args.flag('help'), false);
});

test('--json is --format json, for every verb', () => {
  const formats = ['text', 'json'] as const;
  assert.equal(parse('b').format(formats, 'text'), 'text');
  assert.equal(parse('b --json').format(formats, 'text'), 'json');
  assert.equal(parse('b --format json --json').format(formats, 'text'), 'json');
});

test('--help needs no arguments', () => {
  assert.equal(parse('--help').flag('help'), true);
});

const use = (read: (args: ParsedArguments) => unknown) => (line: string) => read(parse(line));
const none = use(() => undefined);
const wrong: readonly (readonly [line: string, run: (line: string) => unknown, message: string])[] =
  [
    [
      '',
      none,
      'load needs more arguments; usage: pendo-data-sync load <destination> --db <folder>',
    ],
    [
      'a b c',
      none,
      'load does not know what to do with "c"; usage: pendo-data-sync load <destination> --db <folder>',
    ],
    ['b --aplication 1', none, 'load has no option "--aplication"; did you mean --application?'],
    ['b --xyz=1', none, 'load has no option "--xyz"; see pendo-data-sync load --help'],
    ['b -x', none, 'load has no option "-x"; see pendo-data-sync load --help'],
    ['b --db', none, '--db needs a value: --db FOLDER'],
    ['b --db --adopt', none, '--db needs a value: --db FOLDER'],
    ['b --adopt=yes', none, '--adopt takes no value, found "yes"'],
    ['b --db x --db y', none, '--db is given twice, allowed once'],
    ['b --counts lax', none, '--counts is "lax", allowed: strict, report'],
    [
      'b --rows 1e3',
      use(args => args.integer('rows')),
      '--rows is "1e3", allowed: a whole number not below 0',
    ],
    [
      'b --rows -1',
      use(args => args.integer('rows', 1)),
      '--rows is "-1", allowed: a whole number not below 1',
    ],
    [
      'b --json --format text',
      use(args => args.format(['text', 'json'], 'text')),
      '--json and --format text contradict each other',
    ],
  ];

for (const [line, run, message] of wrong) {
  test(`wrong arguments are named: load ${line}`, () => {
    assert.throws(() => run(line), { code: 'cli.usage', message });
  });
}
