import type { SeededRandom } from '../../shared/util/seededRandom';

/** The text of a manifest of a few exports, sound but for what rules complain of, in any spelling that JSON allows. */
export function randomManifest(random: SeededRandom): string {
  const exports = Array.from({ length: random.below(6) }, () => randomExport(random));
  const members: [string, unknown][] = [['exports', exports]];
  if (random.chance(0.8)) members.push(['generatedTime', randomTime(random)]);
  if (random.chance(0.3)) members.unshift(['note', { exports: ['}', '{"'] }]);
  if (random.chance(0.2)) exports.push(null, []);
  const text = JSON.stringify(Object.fromEntries(members), null, random.below(3));
  const withLineEnds = random.chance(0.3) ? text.replaceAll('\n', '\r\n') : text;
  return `${random.chance(0.1) ? '\ufeff' : ''}${withLineEnds}${random.pick(['', '\n'])}`;
}

function randomExport(random: SeededRandom): unknown {
  const entry = {
    counter: random.below(8),
    exportType: random.pick([null, ['Retroactive'], ['Test']]),
    finishTime: randomTime(random),
    pageDefinitionsFile: [random.pick(['a.avro', 'p/é.avro', '..\\x', 'a-000.avro'])],
    rootUrl: `gs://b/datasync/1/2/${random.pick(['e', 'f', 'ü"', '{', '/'])}${random.below(4)}`,
    subscription: { displayName: random.pick(['A', '"\\', '😀}', '//', '\u2028']), id: '1' },
    timeDependent: Array.from({ length: random.below(3) }, () => randomPeriod(random)),
  };
  const members = Object.entries(entry).filter(() => random.chance(0.9));
  return Object.fromEntries(random.chance(0.5) ? members : members.toReversed());
}

function randomPeriod(random: SeededRandom): unknown {
  const matched = Array.from({ length: random.below(3) }, () => {
    const id = `Page/${random.pick(['a', 'b'])}`;
    return { eventCount: random.below(3), files: [`${id}.avro`], id, type: 'Page' };
  });
  return {
    ...(random.chance(0.7) ? { allEvents: { eventCount: 3, files: ['allevents.avro'] } } : {}),
    matchedEvents: matched,
    periodId: `2023-02-2${random.below(3)}T00:00:00Z`,
  };
}

function randomTime(random: SeededRandom): string {
  return `2023-02-2${random.below(9)}T0${random.below(9)}:00:00${random.pick(['Z', '', '.5Z'])}`;
}

/** Puts another text in the place of a few characters anywhere. */
export function randomEdit(random: SeededRandom, text: string) {
  const start = random.below(text.length + 1);
  const length = random.pick([0, 0, 1, 1, 2, 5, 60, 400]);
  const snippet = random.below(text.length + 1);
  const newText = random.pick([
    ...'{}[]",:\\/*\'\n\r1x ',
    '',
    '',
    '/*',
    '*/',
    '//',
    '{}',
    '"exports": [',
    '{"counter": 3}, ',
    text.slice(snippet, snippet + random.below(80)),
  ]);
  return { start, end: Math.min(start + length, text.length), newText };
}
