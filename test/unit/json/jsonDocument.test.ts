import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LineIndex } from '../../../shared/json/lineIndex';
import { NameSet } from '../../../shared/json/nameSet';
import { noNode } from '../../../shared/json/nodeTable';
import { parseJson } from '../../../shared/json/parseJson';

test('members are found by name, whatever way it is written', () => {
  const document = parseJson(
    '{"counter": 412, "caf\\u00e9": "a", \'single\': 1, bare: 2, "e": {}}',
  );
  const number = (name: string) => document.numberValue(document.property(document.root, name));
  assert.equal(number('counter'), 412);
  assert.equal(document.stringValue(document.property(document.root, 'café')), 'a');
  assert.equal(number('single'), 1);
  assert.equal(number('bare'), 2);
  assert.equal(document.property(document.root, 'count'), noNode);
  assert.equal(document.property(document.property(document.root, 'counter'), 'x'), noNode);
});

test('of two members with one name the last counts, as for JSON.parse', () => {
  const document = parseJson('{"a": 1, "a": 2}');
  assert.equal(document.numberValue(document.property(document.root, 'a')), 2);
});

test('an absent node has no kind, no value and no children', () => {
  const document = parseJson('{}');
  assert.equal(document.kind(noNode), 'invalid');
  assert.equal(document.stringValue(noNode), undefined);
  assert.equal(document.numberValue(noNode), undefined);
  assert.deepEqual([...document.children(noNode)], []);
  assert.equal(document.property(noNode, 'a'), noNode);
  assert.equal(document.parent(noNode), noNode);
});

test('the innermost node around an offset', () => {
  const text = '{"exports": [{"counter": 412}, {}]}';
  const document = parseJson(text);
  const around = (offset: number) => document.rawText(document.nodeAt(offset));
  assert.equal(around(text.indexOf('412') + 1), '412');
  assert.equal(around(text.indexOf('counter')), '"counter"');
  assert.equal(around(text.indexOf('{}') + 1), '{}');
  assert.equal(document.nodeAt(text.length + 5), noNode);
});

test('siblings and parents', () => {
  const document = parseJson('[[1, 2], {"a": [3]}]');
  const [list, object] = [...document.children(document.root)];
  assert.ok(list !== undefined && object !== undefined);
  assert.equal(document.childCount(list), 2);
  assert.equal(document.parent(object), document.root);
  assert.equal(document.nextSibling(object), noNode);
  assert.equal(document.parent(document.property(object, 'a')), document.propertyKey(object, 'a'));
});

test('a container whose text could not all be read says so', () => {
  const document = parseJson('{"a": {"b": 1, ...}, "c": {"d": 1}}');
  assert.equal(document.isBroken(document.property(document.root, 'a')), true);
  assert.equal(document.isBroken(document.property(document.root, 'c')), false);
});

test('keys are matched against a set of names', () => {
  const names = new NameSet(['counter', 'rootUrl']);
  const document = parseJson('{"rootUrl": 1, "roo\\u0074Url": 2, "other": 3}');
  const found = [...document.children(document.root)].map(key => document.indexOfName(key, names));
  assert.deepEqual(found, [1, 1, -1]);
});

test('ids keep all their digits as raw text', () => {
  const document = parseJson('[9007199254740993]');
  assert.equal(document.rawText(1), '9007199254740993');
});

test('lines end with \\n, \\r\\n or \\r, columns count UTF-16 units', () => {
  const text = 'a\n😀b\r\n\rc';
  const lines = new LineIndex(text);
  assert.deepEqual(lines.positionAt(0), { line: 1, column: 1 });
  assert.deepEqual(lines.positionAt(text.indexOf('b')), { line: 2, column: 3 });
  assert.deepEqual(lines.positionAt(text.indexOf('c')), { line: 4, column: 1 });
  assert.deepEqual(lines.positionAt(1000), { line: 4, column: 2 });
  assert.equal(lines.lineCount, 4);
  for (let offset = 0; offset < text.length; offset++) {
    assert.equal(lines.offsetAt(lines.positionAt(offset)), offset);
  }
});
