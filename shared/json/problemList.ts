import type { Problem, ProblemCode } from './problem';

/** Offsets, half-open. */
export type Range = readonly [start: number, end: number];

/** A text of commas alone must not fill the memory with problems. */
const problemLimit = 1000;

/** Collects problems; keeps quiet about what only follows from a problem already told. */
export class ProblemList {
  readonly #problems: Problem[] = [];
  #omitted = 0;
  #quietUntil = -1;
  #bracketTold = false;

  get problems(): readonly Problem[] {
    return this.#problems.sort((a, b) => a.start - b.start);
  }

  /** How many were found beyond the limit. */
  get omitted(): number {
    return this.#omitted;
  }

  add(problem: Problem): void {
    if (problem.start <= this.#quietUntil) return;
    if (this.#problems.length < problemLimit) this.#problems.push(problem);
    else this.#omitted++;
  }

  /** The same in short: the fix, where there is one, replaces the range. */
  tell(code: ProblemCode, [start, end]: Range, message: string, fix?: string): void {
    this.add({
      code,
      start,
      end,
      message,
      ...(fix === undefined ? {} : { fix: { start, end, newText: fix } }),
    });
  }

  /** Takes back the last problem, where it turns out to be part of another one. */
  retract(code: ProblemCode, start: number): void {
    const last = this.#problems.at(-1);
    if (last?.code === code && last.start === start) this.#problems.pop();
  }

  /** The same for a problem that reaches to `end`. */
  retractAtEnd(code: ProblemCode, end: number): void {
    const last = this.#problems.at(-1);
    if (last?.code === code && last.end === end) this.#problems.pop();
  }

  /** After unreadable text the rest of its line only brings follow-up problems. */
  skipTo(lineEnd: number): void {
    this.#quietUntil = Math.max(this.#quietUntil, lineEnd);
  }

  /** One bracket too few or too many upsets all that follow: only the first is told. */
  addBracket(problem: Problem): void {
    if (!this.#bracketTold) this.add(problem);
    this.#bracketTold = true;
  }

  /** Brackets do not match or text was skipped: the document's end is a guess. */
  get isUpset(): boolean {
    return this.#bracketTold || this.#quietUntil >= 0;
  }
}
