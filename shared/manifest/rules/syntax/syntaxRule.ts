import type { Problem, ProblemCode } from '../../../json/problem';
import { formFix } from '../../formFix';
import type { Rule, RuleFinding } from '../../rule';

/** What a rule adds to a problem that the JSON reader tells. */
export interface SyntaxRule {
  readonly level?: Rule['level'];
  /** Where some problem of the kind can be mended. */
  readonly fixTitle?: string;
  readonly doc: string;
  readonly bad: string;
  readonly good: string;
}

/** The rule for one kind of problem of the JSON reader. */
export function syntaxRule(
  problem: ProblemCode,
  { level = 'error', fixTitle, doc, bad, good }: SyntaxRule,
): Rule {
  return {
    code: `manifest.${problem}`,
    level,
    doc,
    bad: { text: bad },
    good: { text: good },
    *checkDocument(document) {
      for (const found of document.problems) {
        if (found.code === problem) yield findingOf(found, fixTitle);
      }
    },
  };
}

function findingOf(
  { start, end, message, related = [], fix }: Problem,
  fixTitle: string | undefined,
): RuleFinding {
  return {
    place: { start, end },
    message,
    related: related.map(place => ({ place, message: place.message })),
    ...(fix && fixTitle !== undefined ? { fix: formFix(fixTitle, fix) } : {}),
  };
}
