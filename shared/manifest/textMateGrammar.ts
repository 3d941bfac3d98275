// schema.ts as a TextMate grammar: JSON scoped as VS Code's own grammar does, so that every theme colours
// it, and inside of that what a value means. Broken text stays readable: a string ends with its line, a
// key ends the value before it, and a closing bracket ends whatever is still open in it.
import type { Field, FieldType, ObjectType } from './fieldType';
import { entryType, manifestType } from './schema';

/** A rule, or a whole grammar, as JSON. */
export type Grammar = Readonly<Record<string, unknown>>;

/** The grammars by name: one for the members of both files, and one for each language, named by its id. */
export function textMateGrammars(): ReadonlyMap<string, Grammar> {
  const all = { patterns: [include(`source.json.${sharedName}`)] };
  return new Map([
    [sharedName, named(sharedName, sharedGrammar())],
    ...['pendo-exportmanifest', 'pendo-billofmaterials'].map((language): [string, Grammar] => [
      language,
      named(language, all),
    ]),
  ]);
}

const sharedName = 'pendo';

function named(name: string, grammar: Grammar): Grammar {
  return { name, scopeName: `source.json.${name}`, ...grammar };
}

const anyKey = String.raw`"(?:[^"\\]|\\.)*"\s*:`;
const unexpected = String.raw`[^\s{}\[\],:"]+|\S`;
const number = String.raw`-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?`;

function sharedGrammar(): Grammar {
  return {
    patterns: [include('#value'), include('#unexpected')],
    repository: {
      value: {
        patterns: ['comment', 'object', 'array', 'string', 'number', 'word', 'placeholder'].map(
          name => include(`#${name}`),
        ),
      },
      object: {
        name: 'meta.structure.dictionary.json',
        ...between(String.raw`\{`, String.raw`(\})|(?=\])`, 'punctuation.definition.dictionary'),
        patterns: [
          include('#comment'),
          ...meanings.map(meaningfulMember),
          include('#key'),
          member(':', []),
          include('#unexpected'),
        ],
      },
      key: {
        name: 'string.json support.type.property-name.json',
        ...between('"', '(")|$', 'punctuation.support.type.property-name'),
        patterns: [include('#escape')],
      },
      array: array([]),
      string: string(),
      ...smallRules(),
    },
  };
}

function smallRules(): Grammar {
  const escape = String.raw`\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})`;
  return {
    colon: { match: ':', name: 'punctuation.separator.dictionary.key-value.json' },
    escape: {
      patterns: [
        { match: escape, name: 'constant.character.escape.json' },
        { match: String.raw`\\.`, name: 'invalid.illegal.unrecognized-string-escape.json' },
      ],
    },
    number: { match: number, name: 'constant.numeric.json' },
    word: { match: String.raw`\b(?:true|false|null)\b`, name: 'constant.language.json' },
    comment: {
      patterns: [
        { begin: String.raw`/\*`, end: String.raw`\*/`, name: 'comment.block.json' },
        { match: '//.*$', name: 'comment.line.double-slash.js' },
      ],
    },
    // `[...]`, as in the samples of Pendo's article.
    placeholder: { match: String.raw`\.{3}|…`, name: 'invalid.illegal.placeholder.json' },
    unexpected: { match: unexpected, name: 'invalid.illegal.unexpected.json' },
  };
}

/** What the value of a member is to Pendo, with the scope that it has inside of JSON's own. */
interface Meaning {
  readonly scope: string;
  readonly isNumber?: true;
  readonly holdsFor: (field: Field) => boolean;
}

const meanings: readonly Meaning[] = [
  {
    scope: 'constant.numeric.counter.pendo',
    isNumber: true,
    holdsFor: ({ name }) => name === 'counter',
  },
  {
    scope: 'constant.numeric.event-count.pendo',
    isNumber: true,
    holdsFor: ({ name }) => name === 'eventCount',
  },
  { scope: 'constant.other.period.pendo', holdsFor: ({ type }) => hasFormat(type, 'periodId') },
  {
    scope: 'entity.name.type.id.pendo',
    holdsFor: ({ type }) => type.kind === 'id' || hasFormat(type, 'matchableId'),
  },
  { scope: 'string.other.link.path.pendo', holdsFor: ({ type }) => type.kind === 'files' },
  { scope: 'string.other.link.root-url.pendo', holdsFor: ({ type }) => hasFormat(type, 'url') },
];

function hasFormat(type: FieldType, format: string): boolean {
  return type.kind === 'string' && type.format === format;
}

function meaningfulMember({ scope, isNumber, holdsFor }: Meaning): Grammar {
  const fields = [manifestType, entryType].flatMap(fieldsWithin).filter(holdsFor);
  const names = [...new Set(fields.map(({ name }) => name))].sort().join('|');
  const meant = isNumber
    ? { match: number, name: `constant.numeric.json ${scope}` }
    : { ...string(), contentName: scope };
  return member(String.raw`"(?:${names})"\s*:`, [meant, array([meant])]);
}

function fieldsWithin({ fields }: ObjectType): readonly Field[] {
  return fields.flatMap(field => {
    const { type } = field;
    if (type.kind === 'object') return [field, ...fieldsWithin(type.type)];
    return type.kind === 'list' ? [field, ...fieldsWithin(type.items)] : [field];
  });
}

/** From the key or the colon to the comma, or to where the next member begins without one. */
function member(begin: string, values: readonly Grammar[]): Grammar {
  return {
    begin,
    beginCaptures: { 0: { patterns: [include('#key'), include('#colon')] } },
    end: String.raw`(,)|(?=[}\]]|${anyKey})`,
    endCaptures: { 1: { name: 'punctuation.separator.dictionary.pair.json' } },
    contentName: 'meta.structure.dictionary.value.json',
    patterns: [...values, include('#value'), include('#unexpected')],
  };
}

function array(values: readonly Grammar[]): Grammar {
  const end = String.raw`(\])|(?=\}|${anyKey})`;
  return {
    name: 'meta.structure.array.json',
    ...between(String.raw`\[`, end, 'punctuation.definition.array'),
    patterns: [
      ...values,
      include('#value'),
      { match: ',', name: 'punctuation.separator.array.json' },
      include('#unexpected'),
    ],
  };
}

function string(): Grammar {
  return {
    name: 'string.quoted.double.json',
    ...between('"', '(")|$', 'punctuation.definition.string'),
    patterns: [include('#escape')],
  };
}

function between(begin: string, end: string, punctuation: string): Grammar {
  return {
    begin,
    beginCaptures: { 0: { name: `${punctuation}.begin.json` } },
    end,
    endCaptures: { 1: { name: `${punctuation}.end.json` } },
  };
}

function include(rule: string): Grammar {
  return { include: rule };
}
