// Parses what follows the verb. A value may start with a dash (`--application -323232`), because
// application ids do; so an option that takes a value takes the next word unless that is an option itself.
import { DataSyncError } from '../shared/errors';
import { closestName } from '../shared/util/closestName';
import type { OptionSpec, ParsedArguments, Verb } from './verb';

const formatOption: OptionSpec = {
  name: 'format',
  value: 'FORMAT',
  allowed: ['text', 'json'],
  description: 'How the answer is written (default text)',
};

const jsonOption: OptionSpec = { name: 'json', description: 'The same as --format json' };
const helpOption: OptionSpec = { name: 'help', description: 'Show this help' };

/** All options of a verb, its own first. */
export function optionsOf({ options, hasNoAnswer = false }: Verb): readonly OptionSpec[] {
  if (hasNoAnswer) return [...options, helpOption];
  const ownFormat = options.some(({ name }) => name === 'format');
  return [...options, ...(ownFormat ? [] : [formatOption]), jsonOption, helpOption];
}

/** The arguments of `verb` out of the words that follow it; throws `cli.usage`. */
export function parseArguments(verb: Verb, words: readonly string[]): ParsedArguments {
  const specs = new Map(optionsOf(verb).map(spec => [spec.name, spec]));
  const { positionals, values } = splitWords(verb, words, specs);
  const wantsHelp = values.has('help');
  if (!wantsHelp) checkPositionals(verb, positionals);
  return createArguments(verb, positionals, values);
}

interface SplitWords {
  readonly positionals: readonly string[];
  readonly values: ReadonlyMap<string, readonly string[]>;
}

function splitWords(
  verb: Verb,
  words: readonly string[],
  specs: ReadonlyMap<string, OptionSpec>,
): SplitWords {
  const positionals: string[] = [];
  const values = new Map<string, string[]>();
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (word === '--') {
      positionals.push(...words.slice(i + 1));
      break;
    }
    if (!isOption(word)) {
      positionals.push(word);
      continue;
    }
    const [name, inline] = splitOption(word);
    const spec = specs.get(name);
    if (!spec) throw unknownOption(verb, word, [...specs.keys()]);
    let value = inline;
    if (spec.value !== undefined && value === undefined) {
      value = words[i + 1];
      if (value === undefined || isKnownOption(value, specs)) throw missingValue(spec);
      i++;
    }
    addValue(values, spec, value);
  }
  return { positionals, values };
}

/** `-323232` and `-` are values, not options. */
function isOption(word: string): boolean {
  return word.startsWith('-') && word !== '-' && !/^-\d/.test(word);
}

function isKnownOption(word: string, specs: ReadonlyMap<string, OptionSpec>): boolean {
  return word === '--' || (word.startsWith('--') && specs.has(splitOption(word)[0]));
}

function splitOption(word: string): [name: string, value: string | undefined] {
  if (word === '-h') return ['help', undefined];
  if (!word.startsWith('--')) return [word, undefined];
  const equals = word.indexOf('=');
  return equals < 0 ? [word.slice(2), undefined] : [word.slice(2, equals), word.slice(equals + 1)];
}

function addValue(
  values: Map<string, string[]>,
  spec: OptionSpec,
  value: string | undefined,
): void {
  const earlier = values.get(spec.name);
  if (spec.value === undefined) {
    if (value !== undefined) throw usage(`--${spec.name} takes no value, found "${value}"`);
    values.set(spec.name, []);
    return;
  }
  const text = value ?? '';
  // A variable of the shell that is not set must not name the current folder.
  if (text === '') throw missingValue(spec);
  if (spec.allowed && !spec.allowed.includes(text)) {
    throw usage(`--${spec.name} is "${text}", allowed: ${spec.allowed.join(', ')}`);
  }
  if (earlier && !spec.multiple) throw usage(`--${spec.name} is given twice, allowed once`);
  values.set(spec.name, [...(earlier ?? []), text]);
}

function checkPositionals(verb: Verb, positionals: readonly string[]): void {
  const { min, max } = verb.positionals;
  const hint = `usage: pendo-data-sync ${verb.name} ${verb.usage}`;
  if (positionals.length < min) throw usage(`${verb.name} needs more arguments; ${hint}`);
  if (positionals.includes('')) throw usage(`${verb.name} is given an empty argument; ${hint}`);
  const extra = positionals[max];
  if (extra !== undefined)
    throw usage(`${verb.name} does not know what to do with "${extra}"; ${hint}`);
}

function createArguments(
  verb: Verb,
  positionals: readonly string[],
  values: ReadonlyMap<string, readonly string[]>,
): ParsedArguments {
  const text = (name: string) => values.get(name)?.[0];
  return {
    positionals,
    text,
    texts: name => values.get(name) ?? [],
    flag: name => values.has(name),
    integer(name, min = 0) {
      const value = text(name);
      return value === undefined ? undefined : parseInteger(name, value, min);
    },
    format(allowed, fallback) {
      const named = text('format');
      const json = values.has('json');
      if (json && named !== undefined && named !== 'json') {
        throw usage(`--json and --format ${named} contradict each other`);
      }
      const wanted = json ? 'json' : (named ?? fallback);
      const known = allowed.find(format => format === wanted);
      if (known === undefined) {
        throw usage(`${verb.name} has no format "${wanted}", allowed: ${allowed.join(', ')}`);
      }
      return known;
    },
  };
}

function parseInteger(name: string, value: string, min: number): number {
  const number = Number(value);
  if (!/^-?\d+$/.test(value) || !Number.isSafeInteger(number) || number < min) {
    throw usage(`--${name} is "${value}", allowed: a whole number not below ${min}`);
  }
  return number;
}

function missingValue(spec: OptionSpec): DataSyncError {
  return usage(`--${spec.name} needs a value: --${spec.name} ${spec.value ?? ''}`);
}

function unknownOption(verb: Verb, word: string, names: readonly string[]): DataSyncError {
  const name = word.replace(/^-+/, '').replace(/=.*$/, '');
  const closest = closestName(name, names);
  const hint = closest ? `did you mean --${closest}?` : `see pendo-data-sync ${verb.name} --help`;
  return usage(`${verb.name} has no option "${word.replace(/=.*$/, '')}"; ${hint}`);
}

function usage(message: string): DataSyncError {
  return new DataSyncError('cli.usage', message);
}
