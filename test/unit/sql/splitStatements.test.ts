import assert from 'node:assert/strict';
import { test } from 'node:test';

import { splitStatements, statementAt } from '../../../shared/sql/splitStatements';
import { SeededRandom } from '../../../shared/util/seededRandom';
import { openMemory } from '../../support/openEngine';
import { scaled } from '../../support/randomScale';

const split = (text: string) =>
  splitStatements(text).map(({ start, end }) => text.slice(start, end));

for (const [title, text, expected] of [
  ['nothing', ' \n-- only a comment; really\n/* ; */ ;; ', []],
  ['two statements', 'SELECT 1;\nSELECT 2', ['SELECT 1', 'SELECT 2']],
  ['comments around are left out', '-- a\nSELECT 1 -- b;\n;/* c */', ['SELECT 1']],
  [
    'texts and names hold semicolons',
    `SELECT ';''', ";", [;], \`;\`; x`,
    [`SELECT ';''', ";", [;], \`;\``, 'x'],
  ],
  ['a comment inside stays', 'SELECT /* ; */ 1; 2', ['SELECT /* ; */ 1', '2']],
  ['an open text reaches to the end', "SELECT 'a; b", ["SELECT 'a; b"]],
  [
    'the body of a trigger is one statement',
    'CREATE TEMP TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE WHEN 1 THEN 2 END; SELECT 3; END; SELECT 4',
    [
      'CREATE TEMP TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE WHEN 1 THEN 2 END; SELECT 3; END',
      'SELECT 4',
    ],
  ],
  [
    'BEGIN alone opens nothing',
    'BEGIN; CREATE TABLE b(x); END',
    ['BEGIN', 'CREATE TABLE b(x)', 'END'],
  ],
] as const) {
  test(`statements: ${title}`, () => assert.deepEqual(split(text), expected));
}

for (const [title, marked, expected] of [
  ['inside', 'SELECT 1;\nSEL|ECT 2;', 'SELECT 2'],
  ['in the comment above', 'SELECT 1;\n-- the| second\nSELECT 2;', 'SELECT 2'],
  ['behind the semicolon', 'SELECT 1; |\nSELECT 2', 'SELECT 1'],
  ['behind it, another on the line', 'SELECT 1; SEL|ECT 2', 'SELECT 2'],
  ['on an empty line between', 'SELECT 1;\n|\nSELECT 2', 'SELECT 2'],
  ['behind the last', 'SELECT 1;\n\n|', 'SELECT 1'],
] as const) {
  test(`the statement at a cursor ${title}`, () => {
    const text = marked.replace('|', '');
    const found = statementAt(text, marked.indexOf('|'));
    assert.equal(found && text.slice(found.start, found.end), expected);
  });
}

test('a text without statements has none at any cursor', () => {
  assert.equal(statementAt('-- nothing\n', 3), undefined);
});

test('whatever the text, pieces are in order, keep all words, and splitting one again leaves it whole', () => {
  const parts = [
    "'a;'",
    "'",
    '"',
    ';',
    '--',
    '\n',
    '/*',
    '*/',
    'CREATE',
    'TRIGGER',
    'BEGIN',
    'END',
    'CASE',
  ].concat(['x', '(', ')', ' ', '[', ']', '`', '1.5e3', 'é', '?1', '||']);
  for (let seed = 1; seed <= scaled(3000); seed++) {
    const random = new SeededRandom(seed);
    const text = Array.from({ length: random.below(30) }, () => random.pick(parts)).join('');
    let before = 0;
    for (const { start, end } of splitStatements(text)) {
      assert.ok(start >= before && end > start, `seed ${seed}: ${text}`);
      before = end;
      const [again, ...more] = splitStatements(text.slice(start, end));
      assert.deepEqual(
        [again, more.length],
        [{ start: 0, end: end - start }, 0],
        `seed ${seed}: ${text}`,
      );
    }
  }
});

test('SQLite takes each statement as one', async () => {
  const engine = await openMemory();
  engine.run('CREATE TABLE "a;b"(x)');
  const statements = [
    "SELECT ';', 1 /* ; */",
    'CREATE TABLE IF NOT EXISTS "a;b"(x)',
    'CREATE TRIGGER IF NOT EXISTS t AFTER INSERT ON "a;b" BEGIN SELECT CASE WHEN 1 THEN 2 END; SELECT 3; END',
    "VALUES ('it''s', x'00'), (1, 'y')",
    'WITH c AS (SELECT 1) SELECT * FROM c -- done;',
  ];
  for (const found of split(statements.join('\n;\n'))) engine.prepare(found).finalize();
  engine.close();
});
