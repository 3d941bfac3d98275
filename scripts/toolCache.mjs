// Installs a folder's npm lock file into a cache outside the clone, once per content of the lock file:
// heavy tools stay out of the root package.json, and a second clone finds them ready.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** `$PENDO_DATA_SYNC_CACHE`, else the user's cache folder. */
export function cacheFolder(env = process.env) {
  if (env.PENDO_DATA_SYNC_CACHE) return path.resolve(env.PENDO_DATA_SYNC_CACHE);
  const caches = env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
  return path.join(caches, 'pendo-data-sync');
}

/**
 * The `node_modules` that `folder/package-lock.json` describes, installed if it is not yet there.
 * `check(modules)` must resolve before the result is kept; what it throws is thrown. `scripts` lets
 * packages build native parts.
 */
export async function installLocked(
  folder,
  name,
  { check = async () => {}, scripts = false } = {},
) {
  const files = ['package.json', 'package-lock.json', '.npmrc'];
  const lock = await readFile(path.join(folder, 'package-lock.json'));
  const key = createHash('sha256').update(lock).update(process.platform).update(process.arch);
  if (scripts) key.update(process.versions.modules);
  const target = path.join(cacheFolder(), `${name}-${key.digest('hex').slice(0, 12)}`);
  const modules = path.join(target, 'node_modules');
  if (existsSync(modules)) return modules;

  await mkdir(cacheFolder(), { recursive: true });
  const staging = await mkdtemp(`${target}.`);
  try {
    for (const file of files) await copyFile(path.join(folder, file), path.join(staging, file));
    const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
    await run('npm', ['ci', ...quiet, ...(scripts ? [] : ['--ignore-scripts'])], {
      cwd: staging,
      env: { ...process.env, ...ownHeaders() },
    });
    await check(path.join(staging, 'node_modules'));
    // Whoever renames first wins; the other's folder is the same and goes.
    await rename(staging, target).catch(error => {
      if (!existsSync(modules)) throw error;
    });
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  return modules;
}

/** Where this Node's C headers lie beside it, a build need not download them. */
function ownHeaders() {
  const prefix = path.join(path.dirname(process.execPath), '..');
  const found = existsSync(path.join(prefix, 'include/node/node_api.h'));
  return found ? { npm_config_nodedir: prefix } : {};
}

/** Runs a program to its end and resolves with its stdout; a failure says what it wrote. */
export async function run(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', chunk => (stdout += chunk));
  child.stderr.on('data', chunk => (stderr += chunk));
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode, signal) => resolve(signal ?? exitCode));
  });
  if (code !== 0) {
    const lines = (stderr.trim() || stdout.trim()).split('\n').map(line => line.trim());
    const said = lines.filter(line => line && line !== 'npm error').slice(0, 4);
    throw new Error(`${command} ${args.join(' ')}: exit ${code}: ${said.join('; ')}`);
  }
  return stdout;
}
