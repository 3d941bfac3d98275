// Runs the built command line as a user does: a process of its own.
import { spawn } from 'node:child_process';
import path from 'node:path';

/** What a command left behind. */
export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
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
const asNobody =
  'process.setgroups([]); process.setgid(65534); process.setuid(65534); require(process.argv[1])';

/** Runs one command line to its end. */
export function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const cli = options.cli ?? cliPath;
  const script = options.asNobody ? ['-e', asNobody, cli] : [cli];
  const child = spawn(options.node ?? process.execPath, [...script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', code => resolve({ code, stdout, stderr }));
  });
}
