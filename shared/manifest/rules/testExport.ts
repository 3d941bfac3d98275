import type { Rule } from '../rule';

/** A test export in a manifest that has real ones. */
export const testExport: Rule = {
  code: 'manifest.test-export',
  level: 'information',
  doc: 'A test export is made to try out a destination: loaded among real ones it replaces their periods.',
  bad: { text: '{"exports": [{"exportType": «["Test"]»}, {"exportType": null}]}' },
  good: { text: '{"exports": [{"exportType": ["Test"]}, {"exportType": ["Test"]}]}' },
  *checkManifest({ exports }) {
    const tests = exports.flatMap(({ exportTypes }) =>
      exportTypes?.value.includes('Test') ? exportTypes.at : [],
    );
    if (tests.length === exports.length) return;
    for (const place of tests) {
      yield { place, message: 'a test export among real ones: is it meant to be loaded?' };
    }
  },
};
