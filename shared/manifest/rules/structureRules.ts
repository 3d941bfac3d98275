import type { JsonDocument } from '../../json/jsonDocument';
import { replaceNode } from '../formFix';
import type { Place, Rule, RuleFinding } from '../rule';
import { manifestType } from '../schema';
import { checkStructure, type StructureFinding } from '../structure';

/** A key that the format has and the object has not. */
export const missingKey: Rule = {
  code: 'manifest.missing-key',
  level: 'error',
  doc: 'Without these keys an export cannot be loaded; where one is only expected, the finding is information.',
  bad: { text: '«{»"generatedTime": "2023-02-23T08:00:00Z"}' },
  good: { text: sound() },
  ...checksFor('missing-key'),
};

/** A key that nobody documents. */
export const unknownKey: Rule = {
  code: 'manifest.unknown-key',
  level: 'hint',
  doc: 'Pendo adds keys now and then: a loader that does not know one may miss something.',
  bad: { text: '{"exports": [], «"pageSize"»: 3}' },
  good: { text: sound() },
  ...checksFor('unknown-key'),
};

/** A key that is nearly one of the format's. */
export const misspeltKey: Rule = {
  code: 'manifest.misspelt-key',
  level: 'warning',
  doc: 'A misspelt key is not read, as if it were absent, and absent has a meaning of its own.',
  bad: { text: '{"exports": [], «"generatedtime"»: "2023-02-23T08:00:00Z"}' },
  good: { text: sound() },
  ...checksFor('misspelt-key'),
};

/** A value of another type than documented. */
export const wrongType: Rule = {
  code: 'manifest.wrong-type',
  level: 'error',
  doc: 'A value of the wrong type is not read, or read differently by each loader.',
  bad: { text: '{"exports": [{"counter": «"412"»}]}' },
  good: { text: sound() },
  ...checksFor('wrong-type'),
  *checkDocument(document) {
    const kind = document.kind(document.root);
    if (kind === 'object' || kind === 'invalid') return;
    yield { place: document.root, message: `the file must hold one object, found ${kind}` };
  },
};

function checksFor(kind: StructureFinding['kind']): Pick<Rule, 'checkExport' | 'checkManifest'> {
  return {
    *checkExport({ document, structure }) {
      yield* findings(document, structure, kind);
    },
    *checkManifest({ document }) {
      yield* findings(document, checkStructure(document, document.root, manifestType), kind);
    },
  };
}

function* findings(
  document: JsonDocument,
  structure: readonly StructureFinding[],
  kind: StructureFinding['kind'],
): Iterable<RuleFinding> {
  for (const { kind: found, node, message, level, meant } of structure) {
    if (found !== kind) continue;
    const fix =
      meant === undefined
        ? {}
        : { fix: replaceNode(document, node, { title: `Write ${meant}`, newText: meant }) };
    yield { place: placeOf(document, found, node), message, level, ...fix };
  }
}

/** What is missing is missing in the whole object: its opening brace stands for it. */
function placeOf(document: JsonDocument, kind: StructureFinding['kind'], node: number): Place {
  const start = document.start(node);
  return kind === 'missing-key' ? { start, end: start + 1 } : node;
}

function sound(): string {
  return JSON.stringify({ exports: [], generatedTime: '2023-02-23T08:00:00Z' });
}
