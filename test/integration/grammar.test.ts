// What VS Code makes of the files in syntaxes/: colours, brackets and indentation.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import type { Field, ObjectType } from '../../shared/manifest/fieldType';
import { kindOfFileName } from '../../shared/manifest/kindOfFileName';
import { billOfMaterialsType, entryType } from '../../shared/manifest/schema';
import { kindOfDocument } from '../../server/openManifest';
import { articleBillOfMaterials, articleManifest } from '../support/articleSamples';
import { contributions, manifestLanguages, repositoryPath } from '../support/contributions';
import { simulateInMemory } from '../support/simulated';
import { tokenize, type Token } from '../support/tokenize';

const manifest = 'pendo-exportmanifest';
const bill = 'pendo-billofmaterials';

const counter = 'constant.numeric.counter.pendo';
const eventCount = 'constant.numeric.event-count.pendo';
const period = 'constant.other.period.pendo';
const id = 'entity.name.type.id.pendo';
const file = 'string.other.link.path.pendo';
const rootUrl = 'string.other.link.root-url.pendo';

test('in what Pendo writes, each value that means something has its scope, and nothing is odd', async () => {
  const { files } = await simulateInMemory({ days: 3, rows: 10, matchables: 6 });
  const texts = [...files].filter(([name]) => kindOfFileName(name.replace(/^.*\//, '')));
  assert.ok(texts.length > 10);
  for (const [name, bytes] of texts) {
    const text = new TextDecoder().decode(bytes);
    const tokens = await tokenize(name.endsWith('exportmanifest.json') ? manifest : bill, text);
    const expected = valuesByScope(JSON.parse(text));
    for (const scope of [counter, eventCount, period, id, file, rootUrl]) {
      assert.deepEqual(textsOf(tokens, scope), expected.get(scope) ?? [], `${scope} in ${name}`);
    }
    assert.deepEqual(textsOf(tokens, 'invalid'), []);
  }
});

test('keys, strings, numbers, words and brackets have the scopes of JSON, which every theme knows', async () => {
  const text = '{"counter": 412, "exportType": null, "rootUrl": "gs:\\/\\/b", "files": ["a"]}';
  const tokens = await tokenize(manifest, text);
  const scopes = (part: string) => tokens.find(token => token.text === part)?.scopes ?? [];
  assert.equal(scopes('{')[0], 'source.json.pendo-exportmanifest');
  assert.deepEqual(scopes('{').slice(1), [
    'meta.structure.dictionary.json',
    'punctuation.definition.dictionary.begin.json',
  ]);
  assert.equal(scopes('counter').at(-1), 'support.type.property-name.json');
  assert.equal(scopes(':').at(-1), 'punctuation.separator.dictionary.key-value.json');
  assert.deepEqual(scopes('412').slice(-2), ['constant.numeric.json', counter]);
  assert.ok(scopes('412').includes('meta.structure.dictionary.value.json'));
  assert.equal(scopes('null').at(-1), 'constant.language.json');
  assert.deepEqual(scopes('gs:').slice(-2), ['string.quoted.double.json', rootUrl]);
  assert.equal(scopes('\\/').at(-1), 'constant.character.escape.json');
  assert.ok(scopes('a').includes('meta.structure.array.json'));
  assert.equal(scopes(']').at(-1), 'punctuation.definition.array.end.json');
});

test('titles of plans and reports are headings in any language; sentences and rows of tables are none', async () => {
  const report = [
    'Acme Web ist synchron: 76 Slices, 557 Zeilen hinein.',
    '',
    'Datenbankordner: /tmp/db',
    '',
    'Was nicht gelang',
    '  misslungen  ALLEVENTS vom 2024-06-16, Export 412',
    '',
    'Acme Web (-323232) im Abonnement Acme (9007199254740993)',
    'Tabelle    geladen  Zeilen hinein',
    'ALLEVENTS       76            557',
    '',
    'Slices',
  ];
  assert.deepEqual(
    textsOf(await tokenize('pendo-sync', report.join('\n')), 'markup.heading.pendo-sync'),
    ['Was nicht gelang', 'Acme Web (-323232) im Abonnement Acme (9007199254740993)', 'Slices'],
  );
});

test("the defects of the article's samples leave the rest as it is", async () => {
  const pasted = await tokenize(bill, articleBillOfMaterials);
  assert.deepEqual(textsOf(pasted, period), ['2023-02-23T00:00:00Z']);
  assert.deepEqual(textsOf(pasted, eventCount), ['600', '700']);
  assert.deepEqual(textsOf(pasted, id).at(-1), 'Page/aJ0KOADQZVL5h9zQhiQ0q26PNTM');
  assert.ok(textsOf(pasted, 'support.type.property-name.json').includes('allEvents'));
  assert.deepEqual(textsOf(pasted, 'invalid'), []);

  const dotted = await tokenize(manifest, articleManifest);
  assert.deepEqual(textsOf(dotted, 'comment'), ['// all fields of the bill of materials']);
  assert.deepEqual(textsOf(dotted, 'invalid'), ['...']);
  assert.deepEqual(textsOf(dotted, counter), ['1']);
  assert.ok(textsOf(dotted, 'support.type.property-name.json').includes('generatedTime'));
});

test('a slip ends with its line, or where the next key or bracket says so', async () => {
  const slips = [
    '"finishTime": "2023-02-22T16,',
    '"files": ["a.avro",',
    '"application": {"id": "2",',
    '"exportType": null',
    '"exportType": retroactive,',
    '"exportType" null,',
    '"exportType": "\\q",',
    '"periodId": [...',
    '// "id": "Page/abc',
    '/* "id": { */',
    ', :',
  ];
  for (const slip of slips) {
    const text = `{"exports": [{\n${slip}\n"counter": 8, "rootUrl": "gs://b"}]}`;
    const tokens = await tokenize(manifest, text);
    assert.deepEqual([...textsOf(tokens, counter), ...textsOf(tokens, rootUrl)], ['8', 'gs://b']);
  }
});

test('each field of the schema that names a period, an id or files has the scope of it', async () => {
  for (const field of [...fieldsWithin(entryType), ...fieldsWithin(billOfMaterialsType)]) {
    const scope = scopeOf(field);
    if (scope === undefined || field.example === undefined) continue;
    const tokens = await tokenize(bill, `{"${field.name}": ${field.example}}`);
    assert.equal(textsOf(tokens, scope).length, 1, field.name);
  }
});

test('both languages are known by the names that the server knows them by', () => {
  for (const { id: languageId, filenames, filenamePatterns } of manifestLanguages) {
    const kind = kindOfDocument({ uri: 'untitled:a.json', languageId });
    const names = [...filenames, ...filenamePatterns.map(pattern => pattern.replace('*', 'acme'))];
    assert.deepEqual(names.map(kindOfFileName), [kind, kind]);
  }
  const languages = manifestLanguages.map(language => language.id);
  assert.deepEqual(languages, [manifest, bill]);
  const coloured = contributions.grammars.flatMap(({ language }) => language ?? []);
  for (const language of languages) assert.ok(coloured.includes(language), language);
});

test('Enter indents after an opening bracket, and a closing one goes back', () => {
  for (const { configuration } of manifestLanguages) {
    const { brackets, indentationRules, wordPattern } = readConfiguration(configuration);
    assert.deepEqual(brackets, [
      ['{', '}'],
      ['[', ']'],
    ]);
    const increases = new RegExp(indentationRules.increaseIndentPattern);
    assert.ok(['{', '  "files": [', '  {"a": {  '].every(line => increases.test(line)));
    assert.ok(!['"files": [],', '},', '"a{"'].some(line => increases.test(line)));
    const decreases = new RegExp(indentationRules.decreaseIndentPattern);
    assert.ok(['}', '  ],', '  }]}'].every(line => decreases.test(line)));
    assert.ok(!['"files": []', '{}'].some(line => decreases.test(line)));
    const words = '"files": ["a b.avro", 12]'.match(new RegExp(wordPattern, 'g'));
    assert.deepEqual(words, ['"files"', '"a b.avro"', '12']);
  }
});

function readConfiguration(name: string) {
  return JSON.parse(readFileSync(repositoryPath(name), 'utf8')) as {
    readonly brackets: readonly (readonly [string, string])[];
    readonly wordPattern: string;
    readonly indentationRules: {
      readonly increaseIndentPattern: string;
      readonly decreaseIndentPattern: string;
    };
  };
}

/** The text of the tokens that are in a scope, quotes left out. */
function textsOf(tokens: readonly Token[], scope: string): string[] {
  return tokens
    .filter(({ scopes }) => scopes.some(name => name === scope || name.startsWith(`${scope}.`)))
    .filter(({ scopes }) => !scopes.at(-1)?.startsWith('punctuation.'))
    .map(({ text }) => text);
}

/** The values that have scopes of their own, in the order of the text. */
function valuesByScope(value: unknown, found = new Map<string, string[]>()): Map<string, string[]> {
  if (typeof value !== 'object' || value === null) return found;
  for (const [name, member] of Object.entries(value)) {
    const scope = scopeOf({ name, type: fieldTypes.get(name) ?? { kind: 'number' } });
    if (scope === undefined) valuesByScope(member, found);
    else found.set(scope, [...(found.get(scope) ?? []), ...[member].flat().map(String)]);
  }
  return found;
}

const fieldTypes = new Map(fieldsWithin(entryType).map(({ name, type }) => [name, type]));

function scopeOf({ name, type }: Pick<Field, 'name' | 'type'>): string | undefined {
  if (name === 'counter') return counter;
  if (name === 'eventCount') return eventCount;
  if (type.kind === 'files') return file;
  if (type.kind === 'id') return id;
  return type.kind === 'string' ? scopeOfFormat.get(type.format ?? '') : undefined;
}

const scopeOfFormat: ReadonlyMap<string, string> = new Map([
  ['periodId', period],
  ['matchableId', id],
  ['url', rootUrl],
]);

function fieldsWithin({ fields }: ObjectType): readonly Field[] {
  return fields.flatMap(field => {
    const { type } = field;
    if (type.kind === 'object') return [field, ...fieldsWithin(type.type)];
    return type.kind === 'list' ? [field, ...fieldsWithin(type.items)] : [field];
  });
}
