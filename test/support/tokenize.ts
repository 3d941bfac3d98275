// Texts in tokens, by the grammars that package.json contributes and the engine that VS Code runs them with.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry } from 'vscode-textmate';

import { contributions, repositoryPath } from './contributions';

/** A stretch of text that has the same scopes. */
export interface Token {
  readonly text: string;
  /** The outermost first. */
  readonly scopes: readonly string[];
}

/** The tokens of a text in a language; white space that stands alone is left out. */
export async function tokenize(language: string, text: string): Promise<readonly Token[]> {
  const scope = contributions.grammars.find(grammar => grammar.language === language)?.scopeName;
  const grammar = await registry().loadGrammar(scope ?? `no grammar for ${language}`);
  if (!grammar) throw new Error(`no grammar for ${language}`);
  const tokens: Token[] = [];
  let state = INITIAL;
  for (const line of text.split('\n')) {
    const result = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    for (const { startIndex, endIndex, scopes } of result.tokens) {
      const token = line.slice(startIndex, endIndex);
      if (token.trim() !== '') tokens.push({ text: token, scopes });
    }
  }
  return tokens;
}

let shared: Registry | undefined;

function registry(): Registry {
  shared ??= new Registry({
    onigLib: loadOniguruma(),
    loadGrammar: async scopeName => {
      const found = contributions.grammars.find(grammar => grammar.scopeName === scopeName);
      if (!found) return null;
      const file = repositoryPath(found.path);
      return parseRawGrammar(readFileSync(file, 'utf8'), file);
    },
  });
  return shared;
}

async function loadOniguruma() {
  const wasm = path.join(path.dirname(require.resolve('vscode-oniguruma')), 'onig.wasm');
  await loadWASM(readFileSync(wasm));
  return { createOnigScanner, createOnigString };
}
