// `npm test`: set-up, build, checks and all tests. `--unit` runs the unit tests alone, `--pictures` the
// tests in VS Code, which then renew docs/images; `--soak` gives the random suites their full counts.
import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { describeMissing, installTools } from './tools/install.mjs';

const root = path.join(import.meta.dirname, '..');
const soak = process.argv.includes('--soak');
const unitOnly = process.argv.includes('--unit');
const pictures = process.argv.includes('--pictures');
const minutesPerTest = soak ? 120 : 10;

const times = [];
const failed = [];
let missing = [];

if (unitOnly) {
  await phase('compile', () => runNode(['esbuild.mjs', '--tests']));
  await phase('unit', runTests);
} else {
  await phase('tools', setUpTools);
  await phase('build', () => runNode(['esbuild.mjs']));
  await phase('compile', () => runNode(['esbuild.mjs', '--tests']));
  if (!pictures) await Promise.all(checks());
  await phase(soak ? 'soak' : 'tests', runTests);
}
conclude();

/** Times a phase; one that throws or answers false has failed, and the next ones still run. */
async function phase(name, body) {
  const start = performance.now();
  let ok = false;
  try {
    ok = (await body()) !== false;
  } catch (error) {
    console.error(`${name}: ${error.message}`);
  }
  const seconds = (performance.now() - start) / 1000;
  times.push(`${ok ? 'ok    ' : 'not ok'} ${name.padEnd(8)} ${seconds.toFixed(1).padStart(7)} s`);
  console.log(times.at(-1));
  if (!ok) failed.push(name);
}

function checks() {
  return [
    phase('types', () => runBin('typescript/bin/tsc', ['-b'])),
    phase('lint', () => runBin('eslint/bin/eslint.js', ['.'])),
    phase('format', () =>
      runBin('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']),
    ),
  ];
}

async function setUpTools() {
  missing = describeMissing(await installTools());
  for (const line of missing) console.log(line);
  return missing.length === 0 || process.env.CI !== 'true';
}

async function runTests() {
  const folders = unitOnly ? ['unit'] : pictures ? ['vscode'] : ['.'];
  const files = (await Promise.all(folders.map(testFiles))).flat().sort();
  return runNode(
    [
      '--enable-source-maps',
      '--test',
      '--test-concurrency=2',
      `--test-timeout=${minutesPerTest * 60_000}`,
      `--test-reporter=./test/reporter.mjs`,
      '--test-reporter-destination=stdout',
      ...files,
    ],
    {
      PDS_RANDOM_SCALE: soak ? '1' : (process.env.PDS_RANDOM_SCALE ?? '0.1'),
      ...(pictures ? { PDS_PICTURES: '1' } : {}),
    },
  );
}

async function testFiles(folder) {
  const base = path.join('out/test', folder);
  const names = await readdir(path.join(root, base), { recursive: true });
  return names.filter(name => name.endsWith('.test.js')).map(name => path.join(base, name));
}

function runBin(bin, args) {
  return runNode([path.join('node_modules', bin), ...args]);
}

function runNode(args, env = {}) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', code => resolve(code === 0));
  });
}

function conclude() {
  console.log(`\n${times.join('\n')}`);
  for (const line of missing) console.log(line);
  console.log(failed.length === 0 ? '\nall ok' : `\nnot ok: ${failed.join(', ')}`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
