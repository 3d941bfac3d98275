// What the rules share that look at the times of both files.
import type { JsonDocument } from '../../json/jsonDocument';
import type { ExportView } from '../exportView';
import type { Rule, RuleFinding } from '../rule';
import { parseUtc } from '../timestamps';
import type { NodeIndex } from '../types';

/** The keys of an export that hold a time. */
export const exportTimes = ['timestamp', 'finishTime'] as const;

/** Looks at one time that can be read. */
export type CheckTime = (
  document: JsonDocument,
  place: NodeIndex,
  text: string,
) => Iterable<RuleFinding>;

/** Looks at every time of both files that can be read. */
export function checksOf(check: CheckTime): Pick<Rule, 'checkExport' | 'checkManifest'> {
  const checkNode = (document: JsonDocument, place: NodeIndex): Iterable<RuleFinding> => {
    const text = document.stringValue(place);
    if (text === undefined || parseUtc(text) === undefined) return [];
    return check(document, place, text);
  };
  return {
    *checkExport({ document, node, periods }: ExportView) {
      for (const key of exportTimes) yield* checkNode(document, document.property(node, key));
      for (const { idNode } of periods) yield* checkNode(document, idNode);
    },
    checkManifest: ({ document }) =>
      checkNode(document, document.property(document.root, 'generatedTime')),
  };
}
