import type { TextPlace } from '../json/textLayout';
import { ownText } from '../util/ownText';
import type { Steps } from '../util/steps';
import type { Locator } from './locator';
import type { Finding, Fix, Rule, RuleFinding } from './rule';
import type { RuleLevels } from './ruleSettings';
import { movedRange } from './textRange';

/** What one rule found: how often, and the first of it. */
export interface RuleFindings {
  readonly count: number;
  readonly findings: readonly Finding[];
}

/** Findings located between two steps. */
const findingsOfStep = 500;

/** The findings of a text by rule, of each rule as many as the limit allows. */
export class FindingList {
  readonly #byRule = new Map<Rule, { count: number; readonly findings: Finding[] }>();

  constructor(
    /** How many are listed of a rule. */
    private readonly limit: (rule: Rule) => number,
    private readonly levels: RuleLevels,
  ) {}

  get byRule(): ReadonlyMap<Rule, RuleFindings> {
    return this.#byRule;
  }

  /** Takes what a rule finds. */
  *collecting(rule: Rule, found: Iterable<RuleFinding> | undefined, locator: Locator): Steps<void> {
    if (!found) return;
    for (const finding of found) {
      const own = this.#of(rule);
      if (own.findings.length < this.limit(rule))
        own.findings.push(this.#locate(rule, finding, locator));
      if (++own.count % findingsOfStep === 0) yield;
    }
  }

  /** Takes what was found in an export that lies at `place`. */
  addExport(byRule: ReadonlyMap<Rule, RuleFindings>, place: TextPlace): void {
    for (const [rule, { count, findings }] of byRule) {
      const own = this.#of(rule);
      const room = this.limit(rule) - own.findings.length;
      for (const finding of findings.slice(0, room)) {
        own.findings.push(movedFinding(finding, place));
      }
      own.count += count;
    }
  }

  /** All that is listed, by position. */
  sorted(): readonly Finding[] {
    const all = [...this.#byRule.values()].flatMap(({ count, findings }) => {
      const sorted = findings.sort(byPosition);
      const last = sorted.at(-1);
      const more = count - sorted.length;
      if (!last || more === 0) return sorted;
      const message = `${last.message} (${more} more findings of this kind are not listed)`;
      return sorted.with(-1, { ...last, message });
    });
    return all.sort(byPosition);
  }

  #of(rule: Rule): { count: number; readonly findings: Finding[] } {
    let own = this.#byRule.get(rule);
    if (!own) this.#byRule.set(rule, (own = { count: 0, findings: [] }));
    return own;
  }

  #locate(rule: Rule, finding: RuleFinding, locator: Locator): Finding {
    const { place, message, related = [], level, fix } = finding;
    const configured = this.levels[rule.code];
    return {
      ...locator.rangeOf(place),
      code: rule.code,
      level: configured === undefined || configured === 'off' ? (level ?? rule.level) : configured,
      // Messages quote the text, which must not stay in memory for them.
      message: ownText(message),
      related: related.map(other => ({
        ...locator.rangeOf(other.place),
        message: ownText(other.message),
      })),
      ...(rule.tags ? { tags: rule.tags } : {}),
      ...(fix ? { fix: ownFix(fix, offset => locator.offsetOf(offset)) } : {}),
    };
  }
}

function byPosition(a: Finding, b: Finding): number {
  return a.start - b.start || a.end - b.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
}

function movedFinding(finding: Finding, place: TextPlace): Finding {
  const { related, fix } = finding;
  return {
    ...finding,
    ...movedRange(finding, place),
    related: related.map(other => ({ ...other, ...movedRange(other, place) })),
    ...(fix ? { fix: movedFix(fix, offset => offset + place.offset) } : {}),
  };
}

function ownFix({ kind, title, edits }: Fix, offsetOf: (offset: number) => number): Fix {
  const own = edits.map(edit => ({ ...edit, newText: ownText(edit.newText) }));
  return movedFix({ kind, title: ownText(title), edits: own }, offsetOf);
}

function movedFix({ kind, title, edits }: Fix, offsetOf: (offset: number) => number): Fix {
  const moved = edits.map(({ start, end, newText }) => {
    return { start: offsetOf(start), end: offsetOf(end), newText };
  });
  return { kind, title, edits: moved };
}
