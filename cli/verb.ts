// What a verb of the command line is, and what the frame (runCommand.ts) hands to it.
import type { ChosenAccess } from '../shared/storage/access/accessChoice';
import type { AskAccess } from '../shared/storage/cloud/cloudAccess';
import type { CloudPlace } from '../shared/storage/cloud/cloudPlace';
import type { RangeCacheOptions } from '../shared/storage/cloud/rangeCache';

/** A sink of text: stdout or stderr. */
export interface Output {
  /** Resolves when the sink took the text (back pressure); rejects when the reader has gone away. */
  write(text: string): Promise<void>;
}

/** The outside as a verb sees it. */
export interface VerbContext {
  readonly stdout: Output;
  readonly stderr: Output;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** Whether stderr is a terminal, so that progress may be painted there. */
  readonly interactive: boolean;
  /** Width of the terminal on stdout; undefined when stdout is a file or a pipe. */
  readonly columns: number | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly now: () => Date;
  /** Access to buckets, as the options ask for it. */
  readonly openClouds: (choose: ChooseAccess) => AskAccess;
  /** Where ranges of buckets are kept that were read already. */
  readonly rangeCache: RangeCacheOptions;
}

/** How one command opens a bucket: by its options, and by what was typed with the place. */
export type ChooseAccess = (place: CloudPlace) => ChosenAccess;

/** One option of a verb, as the parser and `--help` need it. */
export interface OptionSpec {
  /** Without dashes: `db`. */
  readonly name: string;
  /** Placeholder of the value in `--help`: `FOLDER`; absent for a flag. */
  readonly value?: string;
  /** May be given more than once. */
  readonly multiple?: boolean;
  /** The only values there are. */
  readonly allowed?: readonly string[];
  readonly description: string;
}

/** One verb. `--help`, `--json` and `--format` are the frame's; a verb that lists `format` itself names its own formats. */
export interface Verb {
  readonly name: string;
  /** One line for the list of verbs. */
  readonly summary: string;
  /** What follows the verb: `<destination> --db <folder> [options]`. */
  readonly usage: string;
  readonly positionals: { readonly min: number; readonly max: number };
  readonly options: readonly OptionSpec[];
  /** Speaks a protocol of its own: no format of an answer can be chosen. */
  readonly hasNoAnswer?: boolean;
  /** What follows the program's name, one per line in `--help`: `show allevents.avro --rows 5`. */
  readonly examples?: readonly string[];
  /** Resolves with the exit code: 0 fine, 1 findings or failed slices. */
  run(args: ParsedArguments, context: VerbContext): Promise<number>;
}

/** The arguments of one call; a wrong one throws DataSyncError `cli.usage`. */
export interface ParsedArguments {
  readonly positionals: readonly string[];
  /** The value of an option that is given at most once. */
  text(name: string): string | undefined;
  /** All values of an option, in order. */
  texts(name: string): readonly string[];
  flag(name: string): boolean;
  /** A whole number not below `min` (default 0). */
  integer(name: string, min?: number): number | undefined;
  /** The value of `--format`, where `--json` means `--format json`. */
  format<T extends string>(allowed: readonly T[], fallback: T): T;
}
