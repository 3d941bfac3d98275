// `validate` on simulated destinations, and its findings as values.
import assert from 'node:assert/strict';
import path from 'node:path';
import { runCommand } from '../../cli/runCommand';
import { validateVerb } from '../../cli/verbs/validate';
import type { FaultRequest } from '../../shared/simulator/faults';
import { writeSimulation } from '../../shared/simulator/writeSimulation';
import { requireAnswer } from './answerSchemas';
import { memoryContext } from './memoryContext';
import { withTemporaryFolder } from './temporaryFolder';

/** A finding as `--json` lists it. */
export interface Listed {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly level: string;
  readonly code: string;
  readonly message: string;
}

/** A small simulated destination with these faults. */
export async function withDestination(
  faults: readonly FaultRequest[],
  body: (folder: string) => Promise<void>,
): Promise<void> {
  await withTemporaryFolder(async folder => {
    const options = { days: 4, rows: 5, matchables: 3, applications: 1, faults };
    await writeSimulation(folder, options);
    await body(folder);
  });
}

/** The findings in a folder; stdout holds them and nothing else. */
export async function validateJson(folder: string, ...options: string[]) {
  const { code, stdout, stderr } = await validate([folder, '--json', ...options], folder);
  assert.equal(stderr, '');
  const { findings } = requireAnswer('validate', stdout) as { findings: Listed[] };
  return { code, findings };
}

/** Runs `validate` in a folder. */
export async function validate(args: readonly string[], cwd: string) {
  const context = memoryContext({ cwd });
  const code = await runCommand(['validate', ...args], [validateVerb], context);
  return { code, ...context.text() };
}

/** The errors and warnings. */
export function serious(findings: readonly Listed[]): Listed[] {
  return findings.filter(({ level }) => level === 'error' || level === 'warning');
}

/** The first file of this name that has a finding. */
export async function firstFile(folder: string, name: string): Promise<string> {
  const { findings } = await validateJson(folder, '--all');
  const found = findings.find(({ file }) => path.basename(file) === name);
  assert.ok(found, `no finding in a ${name}`);
  return found.file;
}
