/** What is wrong with a JSON text. */
export type ProblemCode =
  | 'missing-comma'
  | 'trailing-comma'
  | 'unexpected-comma'
  | 'missing-colon'
  | 'missing-value'
  | 'missing-bracket'
  | 'unexpected-bracket'
  | 'comment'
  | 'placeholder'
  | 'byte-order-mark'
  | 'duplicate-key'
  | 'unquoted-key'
  | 'single-quotes'
  | 'unclosed-string'
  | 'control-character'
  | 'bad-escape'
  | 'bad-number'
  | 'bad-literal'
  | 'unexpected-text'
  | 'text-after-end'
  | 'empty'
  | 'too-deep'
  | 'too-large';

/** One defect of a JSON text, at the narrowest range; offsets are half-open. */
export interface Problem {
  readonly code: ProblemCode;
  readonly start: number;
  readonly end: number;
  /** One sentence for the user, without position. */
  readonly message: string;
  /** Other places that belong to it, such as the bracket that is never closed. */
  readonly related?: readonly ProblemPlace[];
  /** The edit that repairs the form and changes no fact; absent where only the author can know. */
  readonly fix?: TextEdit;
}

export interface ProblemPlace {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/** Replaces `start` to `end` by `newText`. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}
