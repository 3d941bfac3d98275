// Findings as text: one line each, as compilers write them, file by file.
import type { Level } from '../../shared/manifest/rule';
import { countOf } from '../../shared/util/humanText';
import type { FileFinding } from '../../shared/validation/checkDocument';

const levels = ['error', 'warning', 'information', 'hint'] as const;

/** Writes findings file by file, and at the end what it left out and how many there were. */
export class FindingPrinter {
  /** By code: what needs no action is shown once, for a year of delete-only entries would hide an error. */
  readonly #leftOut = new Map<string, { readonly level: Level; count: number }>();
  readonly #counts = new Map<Level, number>();
  #isFirst = true;

  /** `listAll` leaves nothing out. */
  constructor(private readonly listAll: boolean) {}

  /** The lines of one file, parted from the file before by an empty line; empty for none. */
  describe(findings: readonly FileFinding[]): string {
    const lines = findings.filter(finding => this.#take(finding)).map(describeFinding);
    if (lines.length === 0) return '';
    const separator = this.#isFirst ? '' : '\n';
    this.#isFirst = false;
    return `${separator}${lines.join('\n')}\n`;
  }

  /** The last lines: what was left out, and how many of which level in how many files. */
  summarize(fileCount: number): string {
    const counts = levels.flatMap(level => {
      const count = this.#counts.get(level) ?? 0;
      return count === 0 ? [] : [countOf(count, level, pluralOf(level))];
    });
    const found = counts.length === 0 ? 'nothing found' : counts.join(', ');
    const separator = this.#isFirst ? '' : '\n';
    return `${separator}${this.#describeLeftOut()}${countOf(fileCount, 'file')} checked: ${found}\n`;
  }

  #take({ code, level }: FileFinding): boolean {
    this.#counts.set(level, (this.#counts.get(level) ?? 0) + 1);
    if (this.listAll || level === 'error' || level === 'warning') return true;
    const leftOut = this.#leftOut.get(code);
    if (leftOut) leftOut.count++;
    else this.#leftOut.set(code, { level, count: 0 });
    return leftOut === undefined;
  }

  #describeLeftOut(): string {
    return [...this.#leftOut]
      .filter(([, { count }]) => count > 0)
      .map(([code, { level, count }]) => {
        const more = countOf(count, `more ${level}`, `more ${pluralOf(level)}`);
        return `… and ${more} ${code} (--all lists them)\n`;
      })
      .join('');
  }
}

/** `f.json:12:5 error manifest.duplicate-counter counter 412 is used twice (also at line 8)` */
function describeFinding(finding: FileFinding): string {
  const { file, line, column, level, code, message, related } = finding;
  const places = [...new Set(related.map(place => place.line))];
  const also = places.length === 0 ? '' : ` (also at ${linesText(places)})`;
  return `${file}:${line}:${column} ${level} ${code} ${message}${also}`;
}

function linesText(places: readonly number[]): string {
  return places.length === 1 ? `line ${places[0]}` : `lines ${places.join(', ')}`;
}

function pluralOf(level: Level): string {
  return level === 'information' ? 'information' : `${level}s`;
}
