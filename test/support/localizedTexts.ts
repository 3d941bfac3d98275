// The texts that are in the user's language, in the editor, its web views, threads and language server: what `t` and
// `l10n.t` are called with.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

import { repositoryPath } from './contributions';

/** All of them, each once, in order. */
export function localizedTexts(): readonly string[] {
  const files = ['client', 'media', 'server', 'shared'].flatMap(sourcesIn);
  return [...new Set(files.flatMap(textsIn))].sort();
}

function sourcesIn(folder: string): string[] {
  const names = readdirSync(repositoryPath(folder), { recursive: true, encoding: 'utf8' });
  const sources = names.filter(name => name.endsWith('.ts') && !name.endsWith('.d.ts'));
  return sources.map(name => path.join(folder, name));
}

function textsIn(name: string): string[] {
  const text = readFileSync(repositoryPath(name), 'utf8');
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isTranslation(node)) found.push(textOf(node, name));
    ts.forEachChild(node, look);
  };
  look(source);
  return found;
}

/** `t(…)`, `l10n.t(…)` and `vscode.l10n.t(…)`. */
function isTranslation({ expression }: ts.CallExpression): boolean {
  if (ts.isIdentifier(expression)) return expression.text === 't';
  return ts.isPropertyAccessExpression(expression) && /\bl10n\.t$/.test(expression.getText());
}

/** A text that is put together when it is shown is in no list that somebody could translate. */
function textOf(call: ts.CallExpression, file: string): string {
  const [first] = call.arguments;
  assert.ok(first && ts.isStringLiteralLike(first), `${file}: ${call.getText()} has no fixed text`);
  return first.text;
}
