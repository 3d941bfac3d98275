// What Microsoft's Marketplace and Open VSX want of one and the same package: what their servers would refuse, before they do.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

import { repositoryPath } from '../support/contributions';

interface Manifest extends Readonly<Record<string, unknown>> {
  readonly name: string;
  readonly publisher: string;
  readonly version: string;
  readonly displayName: string;
  readonly description: string;
  readonly license: string;
  readonly icon: string;
  readonly categories: readonly string[];
  readonly keywords: readonly string[];
  readonly galleryBanner: { readonly color: string; readonly theme: string };
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly walkthroughs: readonly {
      readonly steps: readonly { readonly media: { readonly svg: string } }[];
    }[];
  };
}

interface MarketReadme {
  readonly marketReadme: (text: string, options: { readonly hasAddress: boolean }) => string;
}

const read = (name: string) => readFileSync(repositoryPath(name), 'utf8');
const manifest = JSON.parse(read('package.json')) as Manifest;

test('names and texts are of a form and length that both take', () => {
  const { name, publisher, version, displayName, description, galleryBanner } = manifest;
  for (const id of [name, publisher]) assert.match(id, /^[a-z0-9-]{1,255}$/);
  assert.match(version, /^\d+\.\d+\.\d+$/);
  const texts = [displayName, ...manifest.keywords, ...manifest.categories];
  for (const text of texts) assert.match(text, /^[\x20-\x7e]{1,255}$/);
  assert.match(description, /^[\x20-\x7e]{1,2048}$/);
  assert.match(galleryBanner.color, /^#[0-9a-f]{6}$/);
  assert.match(galleryBanner.theme, /^(dark|light)$/);
});

test('categories are those that there are, keywords no more than thirty', () => {
  const known = [
    ...['Azure', 'Data Science', 'Debuggers', 'Education', 'Extension Packs', 'Formatters'],
    ...['Keymaps', 'Language Packs', 'Linters', 'Machine Learning', 'Notebooks', 'Other'],
    ...['Programming Languages', 'SCM Providers', 'Snippets', 'Testing', 'Themes'],
    ...['Visualization', 'AI', 'Chat'],
  ];
  assert.deepEqual(
    manifest.categories.filter(category => !known.includes(category)),
    [],
  );
  assert.ok(manifest.keywords.length <= 30);
});

test('the licence is an open one, and the file with it says the same', () => {
  assert.equal(manifest.license, 'MIT');
  assert.match(read('LICENSE'), /^MIT License\n/);
});

test('the icon is a square PNG of at least 128 pixels', () => {
  const bytes = readFileSync(repositoryPath(manifest.icon));
  assert.equal(bytes.toString('latin1', 1, 4), 'PNG');
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  assert.equal(width, height);
  assert.ok(width >= 128);
});

test('any editor of the lowest version can run it, with no other extension and no proposed API', () => {
  for (const key of ['enabledApiProposals', 'extensionDependencies', 'extensionPack', 'preview'])
    assert.equal(manifest[key], undefined, key);
  // Types of a newer version would let code in that the lowest one does not have.
  const lowest = /^\^(1\.\d+)\.0$/.exec(manifest.engines.vscode)?.[1] ?? '?';
  assert.match(manifest.devDependencies['@types/vscode'] ?? '', new RegExp(`^[~^]?${lowest}\\.`));
});

test('nothing that is bundled reports on users', () => {
  const notices = read('dist/THIRD-PARTY-NOTICES.txt');
  assert.ok(notices.includes('avsc'));
  assert.doesNotMatch(notices, /applicationinsights|extension-telemetry/);
});

test('the pictures of the walkthrough are in the colours of each theme', () => {
  const pictures = manifest.contributes.walkthroughs.flatMap(({ steps }) =>
    steps.map(({ media }) => media.svg),
  );
  assert.equal(pictures.length, 5);
  assert.deepEqual(
    pictures.map(name => name.replace('media/walkthrough/', '')).sort(),
    readdirSync(repositoryPath('media/walkthrough')),
  );
  for (const picture of pictures) {
    // The page they are in allows no styles of theirs.
    assert.doesNotMatch(read(picture), /#[0-9a-f]{3,6}"|style=|<style|<script|href=/i, picture);
    assert.match(read(picture), /^<svg [^>]*fill="var\(--vscode-foreground\)">/, picture);
  }
});

test('the README of market places has no link and no picture that leads nowhere', async () => {
  const { marketReadme } = (await import(
    repositoryPath('scripts/package/marketReadme.mjs')
  )) as MarketReadme;
  const readme = read('README.md');
  const without = marketReadme(readme, { hasAddress: false });
  assert.doesNotMatch(without, /\]\((?!https?:)|<picture|<img|<!--|npm (ci|test|run)/);
  const sections = [...without.matchAll(/^## (.+)$/gm)].map(([, title]) => title);
  assert.deepEqual(sections, ['In VS Code', 'On the command line', 'Speed', 'Learn more']);
  const withAddress = marketReadme(readme, { hasAddress: true });
  assert.equal(withAddress.match(/<img src="docs\/images\/[^"]+"/g)?.length, 4);
  assert.doesNotMatch(withAddress, /<picture|<source/);
  assert.ok(withAddress.includes('(docs/guide/index.md)'));
});
