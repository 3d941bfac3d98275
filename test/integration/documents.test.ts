// What the documents name is there: paths, links, verbs.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { verbs } from '../../cli/verbs/index';

const root = path.join(__dirname, '../../..');
const read = (name: string) => readFileSync(path.join(root, name), 'utf8');

const documents = [
  'README.md',
  ...['docs', 'docs/guide', 'docs/decisions', 'docs/rules'].flatMap(folder =>
    readdirSync(path.join(root, folder))
      .filter(name => name.endsWith('.md'))
      .map(name => `${folder}/${name}`),
  ),
];

test('links lead to files and to headings that are there', () => {
  for (const document of documents) {
    for (const [, target = ''] of read(document).matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)) {
      const [file = '', heading] = target.split('#');
      const linked = file === '' ? document : path.join(path.dirname(document), file);
      assert.ok(existsSync(path.join(root, linked)), `${document}: ${target}`);
      if (heading === undefined) continue;
      assert.ok(headingsOf(read(linked)).includes(heading), `${document}: ${target}`);
    }
  }
});

/** Headings as GitHub names them in links. */
function headingsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{Letter}\p{Number}\s-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

test('paths of the repository exist; `<name>` stands for any file of that form', () => {
  // What is built into out/ is not there before it is built.
  const folders = readdirSync(root, { withFileTypes: true }).filter(
    entry => entry.isDirectory() && entry.name !== 'out',
  );
  const isPath = new RegExp(`^(${folders.map(({ name }) => name).join('|')})/[\\w<>./-]+$`);
  for (const document of documents.filter(name => !name.startsWith('docs/rules/'))) {
    for (const [, code = ''] of read(document).matchAll(/`([^`\n]+)`/g)) {
      if (isPath.test(code)) assert.ok(isThere(code), `${document}: ${code}`);
    }
  }
});

function isThere(named: string): boolean {
  if (!named.includes('<')) return existsSync(path.join(root, named));
  const { dir, base } = path.posix.parse(named);
  const form = new RegExp(`^${base.replace('.', '\\.').replace(/<\w+>/, '\\w+')}$`);
  return readdirSync(path.join(root, dir)).some(name => form.test(name));
}

test('the rooms of architecture.md are the folders that there are', () => {
  const [, rooms = ''] = /## Rooms\n\n```\n([^]*?)```/.exec(read('docs/architecture.md')) ?? [];
  const shared = [...rooms.matchAll(/^ {2}(\w+)\/ /gm)].map(([, name]) => name);
  assert.deepEqual(shared.sort(), foldersIn('shared'));
  const tops = [...rooms.matchAll(/^(\w+)\/ /gm)].map(([, name]) => name);
  for (const name of tops) assert.ok(existsSync(path.join(root, name ?? '')), name);
});

function foldersIn(folder: string): string[] {
  const entries = readdirSync(path.join(root, folder), { withFileTypes: true });
  return entries.filter(entry => entry.isDirectory()).map(({ name }) => name);
}

test('the README knows every verb', () => {
  const readme = read('README.md');
  const named = [...readme.matchAll(/^\| `([a-z-]+)[ `]/gm)].map(([, name]) => name);
  assert.deepEqual(named.sort(), verbs.map(({ name }) => name).sort());
});
