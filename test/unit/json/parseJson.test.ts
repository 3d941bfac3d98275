import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson } from '../../../shared/json/parseJson';
import type { ProblemCode } from '../../../shared/json/problem';
import { jsonValue } from '../../support/jsonValue';

/** Texts with one defect each: where it is (between « and ») and what is read all the same. */
const defects: readonly (readonly [ProblemCode, string, unknown])[] = [
  ['missing-comma', '{"a": 1«» "b": 2}', { a: 1, b: 2 }],
  ['missing-comma', '[1«» 2]', [1, 2]],
  ['missing-comma', '[{"a": 1}«»\n{"a": 2}]', [{ a: 1 }, { a: 2 }]],
  ['trailing-comma', '[1, 2«,»]', [1, 2]],
  ['trailing-comma', '{"a": 1«,» }', { a: 1 }],
  ['unexpected-comma', '[1,«,»2]', [1, 2]],
  ['unexpected-comma', '[«,»]', []],
  ['unexpected-comma', '[1,«,», ]', [1]],
  ['missing-colon', '{"a"«» 1}', { a: 1 }],
  ['missing-value', '{«"a"»: }', {}],
  ['missing-value', '{«"a"», "b": 1}', { b: 1 }],
  ['missing-value', '{«"a"»:\n"b": 1}', { b: 1 }],
  ['missing-bracket', '{"a": [1, 2«»}', { a: [1, 2] }],
  ['missing-bracket', '{"a": ["x"«», "b": 1}', { a: ['x'], b: 1 }],
  ['missing-bracket', '{"a": [{"b": 1«», {"b": 2}]}', { a: [{ b: 1 }, { b: 2 }] }],
  ['missing-bracket', '{"a": ["x"«» "b": 1}', { a: ['x'], b: 1 }],
  ['missing-bracket', '{"a": [{"b": 1«» {"b": 2}]}', { a: [{ b: 1 }, { b: 2 }] }],
  ['missing-bracket', '{"a": [{"b": [1«»\n', { a: [{ b: [1] }] }],
  ['missing-bracket', '{"a": 1,«» ', { a: 1 }],
  ['unexpected-bracket', '{"a": [{"b": 1}«}», {"b": 2}]}', { a: [{ b: 1 }, { b: 2 }] }],
  ['unexpected-bracket', '{"a": 1«]»}', { a: 1 }],
  ['comment', '[1, «// one»\n2]', [1, 2]],
  ['comment', '[1, «/* one */» 2]', [1, 2]],
  ['comment', '[1] «/* never ends»', [1]],
  ['placeholder', '{"a": [«...»]}', { a: [undefined] }],
  ['placeholder', '[1, «...», 2]', [1, undefined, 2]],
  ['placeholder', '[1 «…» 2]', [1, undefined, 2]],
  ['placeholder', '{"a": 1, «...»}', { a: 1 }],
  ['byte-order-mark', '«\ufeff»[1]', [1]],
  ['duplicate-key', '{"a": 1, «"a"»: 2}', { a: 2 }],
  ['duplicate-key', '{"a": 1, «"\\u0061"»: 2}', { a: 2 }],
  ['unquoted-key', '{«a»: 1}', { a: 1 }],
  ['single-quotes', "[«'a'»]", ['a']],
  ['single-quotes', "{«'a'»: 1}", { a: 1 }],
  ['unclosed-string', '["a", «"b]»\n]', ['a', undefined]],
  ['unclosed-string', '{"a": «"b,»\n"c": 1}', { a: undefined, c: 1 }],
  ['control-character', '["a«\t»b"]', ['a\tb']],
  ['control-character', '{"a": "b«\n»c", "d": 1}', { a: 'b\nc', d: 1 }],
  ['bad-escape', '["a«\\x»b"]', ['a\\xb']],
  ['bad-escape', '["«\\u»12"]', ['\\u12']],
  ['bad-number', '[«01»]', [undefined]],
  ['bad-number', '[«1.», 2]', [undefined, 2]],
  ['bad-number', '[«.5»]', [undefined]],
  ['bad-number', '[«+1»]', [undefined]],
  ['bad-number', '[«0x1F»]', [undefined]],
  ['bad-literal', '[«None»]', [undefined]],
  ['bad-literal', '[«constructor»]', [undefined]],
  ['unexpected-text', '{"a": 1«;»\n"b": 2}', { a: 1, b: 2 }],
  ['unexpected-text', '[1, «@»]', [1, undefined]],
  ['unexpected-text', '[1,«\u00a0»2]', [1, 2]],
  ['text-after-end', '{"a": 1} «{"a": 2}»', { a: 1 }],
  ['text-after-end', '[1]«]»', [1]],
  ['empty', '«»', undefined],
  ['empty', '«» \n', undefined],
];

for (const [code, shown, value] of defects) {
  test(`one ${code} and nothing else in ${JSON.stringify(shown)}`, () => {
    const start = shown.indexOf('«');
    const end = shown.indexOf('»') - 1;
    const document = parseJson(shown.replace('«', '').replace('»', ''));
    const found = document.problems.map(problem => [problem.code, problem.start, problem.end]);
    assert.deepEqual(found, [[code, code === 'empty' ? 0 : start, code === 'empty' ? 0 : end]]);
    assert.deepEqual(jsonValue(document), value);
  });
}

/** Defects that can be mended without knowing more: the fixes give a text that JSON.parse reads. */
for (const [code, shown] of defects) {
  const text = shown.replace('«', '').replace('»', '');
  const { problems } = parseJson(text);
  if (problems.every(problem => problem.fix)) {
    test(`the fix of ${code} in ${JSON.stringify(text)} is JSON`, () => {
      // What one fix brings to light, the next round mends.
      const fixed = fixedOnce(fixedOnce(fixedOnce(text)));
      assert.deepEqual(parseJson(fixed).problems, []);
      assert.doesNotThrow(() => void JSON.parse(fixed));
    });
  }
}

test('unreadable text is told once a line, and reading goes on behind it', () => {
  const document = parseJson('{"a": @@ ?? !!,\n"b": 2,\n"c" = 3,\n"d": 4}');
  assert.deepEqual(
    document.problems.map(({ code, start }) => [code, start]),
    [
      ['unexpected-text', 6],
      ['unexpected-text', 28],
    ],
  );
  assert.equal(document.numberValue(document.property(document.root, 'b')), 2);
  assert.equal(document.numberValue(document.property(document.root, 'd')), 4);
});

test('one bracket too few is told once, however much it upsets', () => {
  const document = parseJson('{"a": [{"b": [1, 2}, {"b": [3]}], "c": [[4}, "d": 5}');
  assert.deepEqual(
    document.problems.map(({ code }) => code),
    ['missing-bracket'],
  );
});

test('deep nesting is a problem, not a crash', () => {
  const deep = '['.repeat(100_000);
  const document = parseJson(`{"a": ${deep}${']'.repeat(100_000)}, "b": 1}`);
  assert.deepEqual(
    document.problems.map(({ code }) => code),
    ['too-deep'],
  );
  assert.equal(document.numberValue(document.property(document.root, 'b')), 1);
  assert.equal(parseJson(deep).problems.length, 2);
});

test('a text of commas alone does not fill the memory with problems', () => {
  const document = parseJson(`[${'1,,'.repeat(20_000)}`);
  assert.ok(document.problems.length <= 1000);
  assert.ok(document.problemsOmitted + document.problems.length > 1000);
});

/** Each of these once took seconds or minutes: something looked through the rest of the text again and again. */
const hostile: readonly string[] = [
  '{'.repeat(500_000),
  '{['.repeat(250_000),
  '[{"a": 1,'.repeat(60_000),
  `${'['.repeat(900)}${'"a":'.repeat(120_000)}`,
  `{${'['.repeat(998)}${'}'.repeat(500_000)}`,
  `[${'{"a":'.repeat(998)}${']'.repeat(500_000)}`,
  '"a\n'.repeat(170_000),
  `"${'\\u'.repeat(250_000)}`,
  `[${'... '.repeat(120_000)}`,
];

for (const text of hostile) {
  test(`linear time for ${JSON.stringify(text.slice(0, 12))} without end`, () => {
    const { problems, problemsOmitted } = parseJson(text);
    assert.ok(problems.length + problemsOmitted > 0);
  });
}

test('an object with very many members, two of them twins, is read in linear time', () => {
  const members = Array.from({ length: 50_000 }, (_, index) => `"k${index}": ${index}`);
  const document = parseJson(`{${members.join(',')},"k17": 0}`);
  assert.deepEqual(
    document.problems.map(({ code }) => code),
    ['duplicate-key'],
  );
});

function fixedOnce(text: string): string {
  let fixed = text;
  for (const { fix } of parseJson(text).problems.toReversed()) {
    if (fix) fixed = fixed.slice(0, fix.start) + fix.newText + fixed.slice(fix.end);
  }
  return fixed;
}
