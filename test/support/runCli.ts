// Runs the built command line as a user does: a process of its own.
import path from 'node:path';
import { runProgram, type ProgramOptions, type ProgramResult } from './runProgram';
import { assertNoSecrets } from './secrets';

export interface CliOptions extends ProgramOptions {
  /** Another Node. */
  readonly node?: string;
  /** Another built command line. */
  readonly cli?: string;
  /** Gives up root's rights before it begins; only root may ask for it. */
  readonly asNobody?: boolean;
}

/** `dist/cli.js`, which the build wrote. */
export const cliPath = path.join(__dirname, '../../../dist/cli.js');

/** Node itself may lie where only root may read: so it starts as root. */
const withoutRights =
  'process.setgroups([]); process.setgid(65534); process.setuid(65534); require(process.argv[1])';

/** Runs one command line to its end; it says no secret of the tests. */
export async function runCli(
  args: readonly string[],
  { node = process.execPath, cli = cliPath, asNobody = false, ...options }: CliOptions = {},
): Promise<ProgramResult> {
  const script = asNobody ? ['-e', withoutRights, cli] : [cli];
  const result = await runProgram(node, [...script, ...args], options);
  assertNoSecrets(new Map([['what it said', result.stdout + result.stderr]]));
  return result;
}
