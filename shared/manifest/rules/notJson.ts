import { describeNotJson } from '../notJson';
import type { Rule } from '../rule';

/** A file that is something else than JSON: then no other rule speaks. */
export const notJson: Rule = {
  code: 'manifest.not-json',
  level: 'error',
  doc: 'A sign-in page or an error message saved under the name of a manifest lists no exports.',
  bad: { text: '«<!DOCTYPE html><title>Sign in</title>»' },
  good: { text: '{"exports": []}' },
  *checkDocument({ text }) {
    const found = describeNotJson(text);
    if (found === undefined || found === 'empty') return;
    const start = text.length - text.trimStart().length;
    const line = text.slice(start, start + 200).split(/[\r\n]/, 1)[0] ?? '';
    const place = { start, end: start + line.length };
    yield { place, message: `this is no JSON: it ${looksLike(found)}` };
  },
};

function looksLike(found: string): string {
  return found === 'white space only' ? 'is white space only' : `looks like ${found}`;
}
