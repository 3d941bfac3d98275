// The texts of `--help`. Pure: verbs in, text out.
import { wrapText } from '../shared/util/wrapText';
import { optionsOf } from './arguments';
import type { OptionSpec, Verb } from './verb';

const program = 'pendo-data-sync';

/** Help over all verbs. */
export function describeProgram(verbs: readonly Verb[], version: string): string {
  return [
    `${program} ${version}: validate, explore and load Pendo Data Sync exports`,
    '',
    `Usage: ${program} <verb> [arguments]`,
    '',
    'Verbs:',
    ...aligned(verbs.map(verb => [verb.name, verb.summary])),
    '',
    `${program} <verb> --help says more. Exit codes: 0 fine, 1 a finding or failure, 2 wrong arguments, 130 cancelled.`,
    '',
  ].join('\n');
}

/** Help of one verb. */
export function describeVerb(verb: Verb): string {
  const examples = (verb.examples ?? []).map(example => `  ${program} ${example}`);
  return [
    verb.summary,
    '',
    `Usage: ${program} ${verb.name} ${verb.usage}`,
    '',
    'Options:',
    ...aligned(optionsOf(verb).map(option => [signature(option), explanation(option)])),
    '',
    ...(examples.length > 0 ? ['Examples:', ...examples, ''] : []),
  ].join('\n');
}

function signature(option: OptionSpec): string {
  return option.value === undefined ? `--${option.name}` : `--${option.name} ${option.value}`;
}

function explanation({ description, allowed = [], multiple }: OptionSpec): string {
  const words = new Set(description.split(/[^\w-]+/));
  const unsaid = allowed.some(value => !words.has(value)) ? `: ${allowed.join(', ')}` : '';
  return `${description}${unsaid}${multiple ? ' (repeatable)' : ''}`;
}

/** Fits the narrower of the usual windows. */
const lineWidth = 100;

function aligned(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(0, ...rows.map(([left]) => left.length));
  return rows.flatMap(([left, right]) =>
    wrapText(right, lineWidth - width - 4).map((text, i) => {
      return `  ${(i === 0 ? left : '').padEnd(width)}  ${text}`;
    }),
  );
}
