// Places of a text as the protocol names them: lines and characters from 0.
import type { Position, Range } from 'vscode-languageserver';

import type { TextPosition } from '../shared/json/lineIndex';
import type { TextRange } from '../shared/manifest/textRange';

/** A range in the protocol's words. */
export function lspRange({
  line,
  column,
  endLine,
  endColumn,
}: Omit<TextRange, 'start' | 'end'>): Range {
  return {
    start: lspPosition({ line, column }),
    end: lspPosition({ line: endLine, column: endColumn }),
  };
}

/** A position in the protocol's words. */
function lspPosition({ line, column }: TextPosition): Position {
  return { line: line - 1, character: column - 1 };
}
