// What the rules say of each export by itself, kept as long as its text is the same.
import type { Steps } from '../util/steps';
import { TextNumbers, toComparedExport, type ComparedExport } from './comparedExport';
import type { ExportPart } from './exportPart';
import { readingExportView } from './exportView';
import type { ManifestFacts } from './facts';
import { FindingList, type RuleFindings } from './findingList';
import { exportLocator } from './locator';
import type { Rule } from './rule';
import type { RuleLevels } from './ruleSettings';

/** An export that the rules have looked at. */
export interface CheckedExport {
  /** Where its text begins counts as the beginning. */
  readonly findings: ReadonlyMap<Rule, RuleFindings>;
  readonly compared: ComparedExport;
}

/** In more nodes than these a rule may look for a millisecond. */
const nodesOfStep = 10_000;

/** How exports are checked. */
export interface ExportCheck {
  readonly rules: readonly Rule[];
  readonly facts: ManifestFacts;
  readonly levels: RuleLevels;
  /** Findings that are listed of each rule, in all exports together. */
  readonly limit: number;
  readonly isEntry: boolean;
}

/** Remembers what was found in exports; to be thrown away when rules, facts or levels are others. */
export class CheckedExports {
  readonly #checked = new WeakMap<ExportPart, CheckedExport>();
  readonly #numbers = new TextNumbers();

  /** What is known of an export by now. */
  of(part: ExportPart): CheckedExport | undefined {
    return this.#checked.get(part);
  }

  /** The number that stands for a matched id, or as the empty text for allEvents, in what is compared. */
  numberOf(text: string): number {
    return this.#numbers.numberOf(text);
  }

  /** Checks the exports of a document that are not known yet. */
  *checking(exports: readonly ExportPart[], check: ExportCheck): Steps<readonly CheckedExport[]> {
    const counts = new Map<Rule, number>();
    const room = (rule: Rule): number => check.limit - (counts.get(rule) ?? 0);
    const all: CheckedExport[] = [];
    for (const part of exports) {
      let checked = this.#checked.get(part);
      if (!checked || !hasEnough(checked, room)) {
        checked = yield* this.#check(part, check, room);
        this.#checked.set(part, checked);
        yield;
      }
      all.push(checked);
      for (const [rule, { count }] of checked.findings) {
        counts.set(rule, (counts.get(rule) ?? 0) + count);
      }
    }
    return all;
  }

  *#check(
    part: ExportPart,
    { rules, facts, levels, limit, isEntry }: ExportCheck,
    room: (rule: Rule) => number,
  ): Steps<CheckedExport> {
    const json = yield* part.loading();
    const view = yield* readingExportView(json, part.node, isEntry);
    const locator = exportLocator(json);
    // What nobody lists is only counted; should findings before it go, the export is checked again.
    const kept = new FindingList(rule => (room(rule) > 0 ? limit : 0), levels);
    // Rules of texts have nothing to say of an object that could be read without a problem.
    const isOdd = json.problems.length > 0 || facts.isUtf8 === false;
    const hasOddText = part.isApart && isOdd;
    const isLarge = json.nodeCount > nodesOfStep;
    for (const rule of rules) {
      if (hasOddText) yield* kept.collecting(rule, rule.checkDocument?.(json, facts), locator);
      yield* kept.collecting(rule, rule.checkExport?.(view, facts), locator);
      if (isLarge) yield;
    }
    const compared = toComparedExport(part, view, { facts, numbers: this.#numbers });
    return { findings: kept.byRule, compared };
  }
}

function hasEnough({ findings }: CheckedExport, room: (rule: Rule) => number): boolean {
  for (const [rule, { count, findings: kept }] of findings) {
    if (kept.length < Math.min(count, room(rule))) return false;
  }
  return true;
}
