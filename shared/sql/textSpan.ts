/** A part of a text, half-open. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}
