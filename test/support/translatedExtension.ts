// A copy of the extension whose texts are in another language: each is marked, so that one that is not shows.
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { localizedTexts } from './localizedTexts';
import { extensionFolder } from './vscodeServer';

/** What VS Code takes for the language; its texts need no translator. */
export const markedLanguage = 'de';

/** `⟦Add a folder⟧`: buttons in brackets and what fills the gaps stay as they are. */
function marked(text: string): string {
  return text
    .split(/(\[[^\]]*\]\([^)]*\)|\n)/)
    .map(part => part.replace(/^\[([^\]]*)\]/, '[⟦$1⟧]'))
    .map(part => (part === '' || part === '\n' || part.startsWith('[⟦') ? part : `⟦${part}⟧`))
    .join('');
}

/** `⟦Plan for ⟧{0}`: what fills a gap has marks of its own, or is no text of ours. */
function markedAround(text: string): string {
  const parts = text.split(/(\{\d\})/);
  return parts.map((part, at) => (at % 2 === 1 || part === '' ? part : `⟦${part}⟧`)).join('');
}

/** Copies what is packaged into a folder, with every text marked in that language. */
export async function copyTranslated(target: string): Promise<void> {
  for (const part of ['dist', 'media/icons', 'syntaxes', 'package.json', 'package.nls.json']) {
    await cp(path.join(extensionFolder, part), path.join(target, part), { recursive: true });
  }
  const named = JSON.parse(
    await readFile(path.join(extensionFolder, 'package.nls.json'), 'utf8'),
  ) as Readonly<Record<string, string>>;
  const inManifest = Object.entries(named).map(([key, text]) => [key, marked(text)]);
  const inCode = localizedTexts().map(text => [text, markedAround(text)]);
  await writeTexts(path.join(target, `package.nls.${markedLanguage}.json`), inManifest);
  await cp(path.join(extensionFolder, 'l10n'), path.join(target, 'l10n'), { recursive: true });
  await writeTexts(path.join(target, `l10n/bundle.l10n.${markedLanguage}.json`), inCode);
}

async function writeTexts(file: string, texts: readonly (readonly string[])[]): Promise<void> {
  await writeFile(
    file,
    JSON.stringify(Object.fromEntries(texts.map(([key, text]) => [key, text]))),
  );
}
