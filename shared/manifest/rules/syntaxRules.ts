// One rule for each problem that the JSON reader tells.
import type { Problem, ProblemCode } from '../../json/problem';
import { formFix } from '../formFix';
import type { Rule, RuleFinding } from '../rule';

interface SyntaxRule {
  readonly level?: Rule['level'];
  /** Where some problem of the kind can be mended. */
  readonly fixTitle?: string;
  readonly doc: string;
  readonly bad: string;
  readonly good: string;
}

const table: Readonly<Record<ProblemCode, SyntaxRule>> = {
  'missing-comma': {
    fixTitle: 'Insert the comma',
    doc: 'Without the comma the file is no JSON, and no loader can read it.',
    bad: '{"exports": []«» "generatedTime": "2023-02-23T08:00:00Z"}',
    good: '{"exports": [], "generatedTime": "2023-02-23T08:00:00Z"}',
  },
  'trailing-comma': {
    fixTitle: 'Remove the comma',
    doc: 'A comma behind the last item is no JSON, and most loaders refuse the file.',
    bad: '{"exports": [{"counter": 1}«,»]}',
    good: '{"exports": [{"counter": 1}]}',
  },
  'unexpected-comma': {
    fixTitle: 'Remove the comma',
    doc: 'Between two commas an item is missing, and no loader can know which.',
    bad: '{"exports": [{"counter": 1},«,» {"counter": 2}]}',
    good: '{"exports": [{"counter": 1}, {"counter": 2}]}',
  },
  'missing-colon': {
    fixTitle: 'Insert the colon',
    doc: 'Without the colon the file is no JSON, and no loader can read it.',
    bad: '{"exports": [{"counter"«» 1}]}',
    good: '{"exports": [{"counter": 1}]}',
  },
  'missing-value': {
    doc: 'A name without a value is no JSON, and nobody can know the value.',
    bad: '{"exports": [{«"counter"»: }]}',
    good: '{"exports": [{"counter": 1}]}',
  },
  'missing-bracket': {
    fixTitle: 'Insert the closing brackets',
    doc: 'A file that ends before its closing brackets may be cut off: what it lists is not all.',
    bad: '{"exports": [{"counter": 1}«»',
    good: '{"exports": [{"counter": 1}]}',
  },
  'unexpected-bracket': {
    doc: 'A bracket that closes nothing makes readers disagree on what belongs to what.',
    bad: '{"exports": [{"counter": 1}«}», {"counter": 2}]}',
    good: '{"exports": [{"counter": 1}, {"counter": 2}]}',
  },
  comment: {
    fixTitle: 'Remove the comment',
    doc: 'JSON has no comments; a loader refuses the file.',
    bad: '{"exports": [] «// none yet»\n}',
    good: '{"exports": []}',
  },
  placeholder: {
    fixTitle: 'Remove the placeholder',
    doc: 'Dots stand for what an article leaves out; a loader needs it.',
    bad: '{"exports": [«...»]}',
    good: '{"exports": []}',
  },
  'byte-order-mark': {
    level: 'warning',
    fixTitle: 'Remove the byte order mark',
    doc: 'Many JSON readers refuse a file that begins with a byte order mark.',
    bad: '«\ufeff»{"exports": []}',
    good: '{"exports": []}',
  },
  'duplicate-key': {
    doc: 'Of two members with one name most readers take the last, some the first: they load different data.',
    bad: '{"exports": [{"counter": 1, «"counter"»: 2}]}',
    good: '{"exports": [{"counter": 1}]}',
  },
  'unquoted-key': {
    fixTitle: 'Put the name in quotes',
    doc: 'Names without quotes are JavaScript, not JSON.',
    bad: '{«exports»: []}',
    good: '{"exports": []}',
  },
  'single-quotes': {
    fixTitle: 'Use double quotes',
    doc: 'Strings in single quotes are JavaScript or Python, not JSON.',
    bad: '{"generatedTime": «\'2023-02-23T08:00:00Z\'»}',
    good: '{"generatedTime": "2023-02-23T08:00:00Z"}',
  },
  'unclosed-string': {
    doc: 'Without its closing quote nobody can know where the string ends.',
    bad: '{"exports": [], "generatedTime": «"2023-02-23T08:00:00Z»\n}',
    good: '{"exports": [], "generatedTime": "2023-02-23T08:00:00Z"\n}',
  },
  'control-character': {
    fixTitle: 'Write it as an escape',
    doc: 'Line ends, tabs and the like must be written as escapes inside strings.',
    bad: '{"exports": [{"application": {"displayName": "Acme«\t»CRM"}}]}',
    good: '{"exports": [{"application": {"displayName": "Acme\\tCRM"}}]}',
  },
  'bad-escape': {
    doc: 'JSON knows few escapes; readers refuse others, or read them differently.',
    bad: '{"exports": [{"application": {"displayName": "Acme«\\x»20CRM"}}]}',
    good: '{"exports": [{"application": {"displayName": "Acme\\u0020CRM"}}]}',
  },
  'bad-number': {
    doc: "A number in another form than JSON's is refused, or read differently by each loader.",
    bad: '{"exports": [{"counter": «0412»}]}',
    good: '{"exports": [{"counter": 412}]}',
  },
  'bad-literal': {
    fixTitle: 'Use the JSON word',
    doc: 'A bare word other than null, true and false is no JSON.',
    bad: '{"exports": [{"exportType": «None»}]}',
    good: '{"exports": [{"exportType": null}]}',
  },
  'unexpected-text': {
    fixTitle: 'Remove the odd space',
    doc: 'Text that belongs to no value makes the file unreadable.',
    bad: '{"exports": []«;»}',
    good: '{"exports": []}',
  },
  'text-after-end': {
    doc: 'Two documents in one file, or leftovers of an older one: a loader refuses it or reads only the first.',
    bad: '{"exports": []} «{"exports": []}»',
    good: '{"exports": []}',
  },
  empty: {
    doc: 'An empty file lists nothing, which is not the same as no exports: writing it may have failed.',
    bad: '«»',
    good: '{"exports": []}',
  },
  'too-deep': {
    doc: 'No export is nested so deeply: the file is something else.',
    bad: `${'['.repeat(1000)}«[»1]${']'.repeat(1000)}`,
    good: '{"exports": []}',
  },
  'too-large': {
    doc: "What lies beyond the reader's limit is not checked.",
    bad: '',
    good: '{"exports": []}',
  },
};

/** The syntax rules, one per problem of the JSON reader. */
export const syntaxRules: readonly Rule[] = Object.entries(table).map(
  ([problem, { level = 'error', fixTitle, doc, bad, good }]): Rule => ({
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
  }),
);

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
