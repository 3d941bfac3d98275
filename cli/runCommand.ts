// From the words of a command line to an exit code. Knows no process: main.ts brings the outside in.
import { DataSyncError, toDataSyncError } from '../shared/errors';
import { parseArguments } from './arguments';
import { describeAccessFailure } from '../shared/storage/access/describeAccessFailure';
import { closestName } from '../shared/util/closestName';
import { inEnglish } from '../shared/util/translate';
import { describeProgram, describeVerb } from './help';
import { toJson } from './output/json';
import { OutputClosed } from './output/outputClosed';
import type { Verb, VerbContext } from './verb';
import { version } from './version';

/** Runs one command line; resolves with the exit code and never rejects. */
export async function runCommand(
  words: readonly string[],
  verbs: readonly Verb[],
  context: VerbContext,
): Promise<number> {
  try {
    return await dispatch(words, verbs, context);
  } catch (thrown) {
    if (thrown instanceof OutputClosed) return 0;
    const error = context.signal.aborted ? cancelled(thrown) : toDataSyncError(thrown);
    try {
      await reportError(error, words, context);
    } catch (second) {
      if (!(second instanceof OutputClosed)) throw second;
    }
    return exitCodeOf(error);
  }
}

async function dispatch(
  words: readonly string[],
  verbs: readonly Verb[],
  context: VerbContext,
): Promise<number> {
  const [first, ...rest] = words;
  if (first === undefined || helpWords.includes(first)) {
    const [about] = rest;
    const help =
      about === undefined ? describeProgram(verbs, version) : describeVerb(verbNamed(about, verbs));
    await context.stdout.write(help);
    return first === undefined ? 2 : 0;
  }
  if (versionWords.includes(first)) {
    await context.stdout.write(`${version}\n`);
    return 0;
  }
  const verb = verbNamed(first, verbs);
  const args = parseArguments(verb, rest);
  if (args.flag('help')) {
    await context.stdout.write(describeVerb(verb));
    return 0;
  }
  return verb.run(args, context);
}

const helpWords: readonly string[] = ['help', '--help', '-h'];
const versionWords: readonly string[] = ['--version', '-V'];

function verbNamed(word: string, verbs: readonly Verb[]): Verb {
  const verb = verbs.find(({ name }) => name === word);
  if (verb) return verb;
  const names = verbs.map(({ name }) => name);
  const closest = closestName(word, [...names, ...helpWords, ...versionWords]);
  const hint = closest ? `did you mean ${closest}?` : `allowed: ${names.join(', ')}`;
  throw new DataSyncError('cli.usage', `there is no verb "${word}"; ${hint}`);
}

/** After Ctrl-C whatever broke, broke because of it. */
function cancelled(thrown: unknown): DataSyncError {
  if (thrown instanceof DataSyncError && thrown.code.endsWith('.cancelled')) return thrown;
  return new DataSyncError('cli.cancelled', 'cancelled', {}, { cause: thrown });
}

function exitCodeOf(error: DataSyncError): number {
  if (error.code === 'cli.usage') return 2;
  return error.code.endsWith('.cancelled') ? 130 : 1;
}

async function reportError(
  error: DataSyncError,
  words: readonly string[],
  { stdout, stderr, env }: VerbContext,
): Promise<void> {
  const message = error.message.replace(/\s*\n\s*/g, ' ');
  if (asksForJson(words)) {
    const names = { code: error.code, message };
    await stdout.write(`${toJson({ error: { ...names, ...error.data, ...names } })}\n`);
  } else {
    const hint =
      error.code === 'internal' && !env['PENDO_DATA_SYNC_DEBUG']
        ? ' (a bug: PENDO_DATA_SYNC_DEBUG=1 shows where)'
        : '';
    await stderr.write(`error ${error.code}: ${message}${hint}\n${reportOfAccess(error)}`);
  }
  if (env['PENDO_DATA_SYNC_DEBUG']) await stderr.write(`${stackOf(error)}\n`);
}

/** Where a bucket could not be opened: who was asked for credentials, what was refused, and what would help. */
function reportOfAccess(error: DataSyncError): string {
  const [, ...lines] = describeAccessFailure(inEnglish, error).split('\n');
  return lines.length > 1 ? lines.join('\n') : '';
}

/** Errors of parsing must answer in JSON too, so this looks at the bare words. */
function asksForJson(words: readonly string[]): boolean {
  const end = words.indexOf('--');
  const own = end < 0 ? words : words.slice(0, end);
  return own.some(
    (word, i) =>
      word === '--json' ||
      word === '--format=json' ||
      (word === 'json' && own[i - 1] === '--format'),
  );
}

function stackOf(error: Error): string {
  const cause = error.cause instanceof Error ? `\ncaused by ${stackOf(error.cause)}` : '';
  return `${error.stack ?? error.message}${cause}`;
}
