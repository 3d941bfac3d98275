// `npm start`: from nothing to a database with proof, each step an ordinary command that is shown first.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';

const root = path.join(import.meta.dirname, '..');
const destination = './sample';
const database = './sample/db';
/** A plan names every export; the first few show how. */
const planLines = 18;
const query = `
  SELECT name AS page, count(*) AS views, count(DISTINCT visitorId) AS visitors
  FROM MATCHEDPAGEEVENTS JOIN PAGES ON pageId = matchableId
  GROUP BY pageId ORDER BY views DESC LIMIT 5`;

say(
  'Data Sync Explorer for Pendo: a sample destination, loaded into SQLite, every row accounted for.',
);
if (!(await hasManifest(path.join(root, destination, 'datasync')))) {
  await command('A month of exports, as Pendo would write them', ['simulate', destination]);
}
await command('Is what lies there fit to be loaded?', ['validate', destination]);
await command('What would a sync do?', ['plan', destination, '--db', database], planLines);
await command('Do it, and reconcile', ['sync', destination, '--db', database]);
const application = await firstApplication();
const from = ['query', '--db', database, '--application', application];
await command('Ask the database', [...from, query]);
goOn();

/** Shows a command as a user would type it, then runs it; a failure ends all with its exit code. */
async function command(why, args, lines = Infinity) {
  say(`\n# ${why}\n$ ${['node', 'dist/cli.js', ...args].map(quote).join(' ')}`);
  const child = spawn(process.execPath, ['dist/cli.js', ...args], {
    cwd: root,
    stdio: ['inherit', lines === Infinity ? 'inherit' : 'pipe', 'inherit'],
  });
  const shown = child.stdout ? showLines(child.stdout, lines) : undefined;
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', exitCode => resolve(exitCode ?? 130));
  });
  await shown;
  if (code !== 0) process.exit(code);
}

/** The first lines of a long answer, and how many there are more. */
async function showLines(stream, lines) {
  let count = 0;
  for await (const line of createInterface({ input: stream })) if (count++ < lines) say(line);
  if (count > lines) say(`… and ${count - lines} more lines`);
}

async function hasManifest(folder) {
  if (!existsSync(folder)) return false;
  const names = await readdir(folder, { recursive: true });
  return names.some(name => path.basename(name) === 'exportmanifest.json');
}

/** `<subscription>/<id>` of an application of the sample, by name of its database file. */
async function firstApplication() {
  const folder = path.join(root, database);
  const names = (await readdir(folder, { recursive: true })).sort();
  const files = names.filter(name => /^[^/\\]+[/\\]-?\d+\.sqlite$/.test(name));
  return files[0].replace(/\.sqlite$/, '').replaceAll('\\', '/');
}

function goOn() {
  say(`
# Go on
  node dist/cli.js ls ${destination} --db ${database}
  node dist/cli.js verify ${destination} --db ${database}
  node dist/cli.js query --db ${database} --application ${application} "SELECT name FROM sqlite_schema"
  sqlite3 ${database}/${application}.sqlite .tables
  node dist/cli.js --help
Your own exports: name the folder or bucket that holds datasync (s3://…, gs://…, az://…) instead of ${destination}.
Run npm start again: there will be nothing to do. Delete ${destination} to begin anew.`);
}

function quote(word) {
  const text = word.replace(/\s+/g, ' ').trim();
  return /^[\w./:-]+$/.test(text) ? text : `"${text}"`;
}

function say(text) {
  process.stdout.write(`${text}\n`);
}
