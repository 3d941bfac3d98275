import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson } from '../../../shared/json/parseJson';
import { SeededRandom } from '../../../shared/util/seededRandom';
import { jsonValue } from '../../support/jsonValue';
import { scaled } from '../../support/randomScale';

test('any valid JSON reads as JSON.parse reads it', () => {
  for (let seed = 1; seed <= scaled(5000); seed++) {
    const random = new SeededRandom(seed);
    const value = randomValue(random, 5);
    const text = spaced(JSON.stringify(value, null, random.below(3)), random);
    const document = parseJson(text);
    assert.deepEqual(document.problems, [], `seed ${seed}`);
    assert.deepEqual(jsonValue(document), JSON.parse(text), `seed ${seed}`);
  }
});

test('a text cut, spliced or with flipped characters never throws and stays bounded', () => {
  for (let seed = 1; seed <= scaled(20_000); seed++) {
    const random = new SeededRandom(seed);
    const text = broken(JSON.stringify(randomValue(random, 4), null, 1), random);
    const document = parseJson(text);
    assert.ok(document.nodeCount <= text.length + 1, `seed ${seed}`);
    const isValid = parsesNatively(text);
    assert.equal(onlyDuplicates(document.problems), isValid, `seed ${seed}: ${text}`);
    for (let node = 0; node < document.nodeCount; node++) {
      assert.ok(document.start(node) <= document.end(node), `seed ${seed}`);
      assert.ok(document.parent(node) < node, `seed ${seed}`);
      assert.ok(document.subtreeEnd(node) > node, `seed ${seed}`);
      assert.ok(document.subtreeEnd(node) <= document.nodeCount, `seed ${seed}`);
    }
    for (const { start, end } of document.problems) {
      assert.ok(start >= 0 && start <= end && end <= text.length, `seed ${seed}`);
    }
    jsonValue(document);
  }
});

function randomValue(random: SeededRandom, depth: number): unknown {
  const kind = random.below(depth > 0 ? 9 : 6);
  if (kind === 0) return null;
  if (kind === 1) return random.chance(0.5);
  if (kind === 2) return random.between(-1000, 1000);
  if (kind === 3) return (random.next() - 0.5) * 10 ** random.between(-20, 20);
  if (kind < 6) return randomText(random);
  const count = random.below(5);
  if (kind < 8) return Array.from({ length: count }, () => randomValue(random, depth - 1));
  const names = Array.from({ length: count }, () => randomText(random));
  return Object.fromEntries(names.map(name => [name, randomValue(random, depth - 1)]));
}

function randomText(random: SeededRandom): string {
  const letters = [
    'a',
    'b',
    'periodId',
    '/',
    '"',
    '\\',
    '\n',
    '\t',
    'é',
    '\u2028',
    '😀',
    '\0',
    ',',
  ];
  return Array.from({ length: random.below(6) }, () => random.pick(letters)).join('');
}

function spaced(text: string, random: SeededRandom): string {
  return `${random.pick(['', ' ', '\r\n'])}${text}${random.pick(['', '\n', '\t '])}`;
}

function broken(text: string, random: SeededRandom): string {
  const characters = [...'{}[]",:.\\/*\'01-eE+tfn \n\r\t\u0001…'];
  let result = text;
  for (let times = random.between(1, 4); times > 0; times--) {
    const at = random.below(result.length + 1);
    const change = random.below(4);
    if (change === 0) result = result.slice(0, at);
    else if (change === 1) result = result.slice(0, at) + result.slice(at + 1 + random.below(3));
    else if (change === 2)
      result = result.slice(0, at) + random.pick(characters) + result.slice(at);
    else result = result.slice(0, at) + random.pick(characters) + result.slice(at + 1);
  }
  return result;
}

function parsesNatively(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // Not valid: what the test wants to know.
    return false;
  }
}

/** JSON.parse takes twins, the reader tells them. */
function onlyDuplicates(problems: readonly { readonly code: string }[]): boolean {
  return problems.every(({ code }) => code === 'duplicate-key');
}
