import type { Rule } from '../rule';
import { checksFor, sound } from './structureChecks';

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
