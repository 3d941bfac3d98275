// `npm run bench [stage…]`: each file in bench/ is a stage and runs in a process of its own, so that
// its peak memory is its own. What only benchmarks need comes from a lock file beside this one.
import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { installLocked, run } from '../scripts/toolCache.mjs';

const here = import.meta.dirname;
const root = path.join(here, '..');
const chosen = process.argv.slice(2);

const names = (await readdir(here)).filter(name => name.endsWith('.ts'));
const stages = names.map(name => name.replace(/\.ts$/, '')).sort();
const unknown = chosen.filter(name => !stages.includes(name));
if (unknown.length > 0) {
  console.error(`no stage ${unknown.join(', ')}; there are ${stages.join(', ')}`);
  process.exit(2);
}

await run(process.execPath, ['esbuild.mjs'], { cwd: root });
await run(process.execPath, ['esbuild.mjs', '--tests'], { cwd: root });
const env = { ...process.env, ...(await rivals()) };
for (const stage of chosen.length > 0 ? chosen : stages) {
  console.log(`\n# ${stage}`);
  const file = path.join('out/bench', `${stage}.js`);
  const child = spawn(process.execPath, ['--expose-gc', file], {
    cwd: root,
    stdio: 'inherit',
    env,
  });
  const code = await new Promise(resolve => child.on('close', exitCode => resolve(exitCode ?? 1)));
  if (code !== 0) process.exitCode = 1;
}

/** PDS_BENCH_MODULES: the node_modules that holds better-sqlite3; absent where it cannot be built. */
async function rivals() {
  try {
    return { PDS_BENCH_MODULES: await installLocked(here, 'bench', { scripts: true }) };
  } catch (error) {
    console.log(`left out: the comparison with better-sqlite3 (${error.message})`);
    return {};
  }
}
