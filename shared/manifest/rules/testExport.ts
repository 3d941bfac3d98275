import type { Rule } from '../rule';

/** A test export in a manifest that has real ones. */
export const testExport: Rule = {
  code: 'manifest.test-export',
  level: 'information',
  doc: 'A test export is made to try out a destination: loaded among real ones it replaces their periods.',
  bad: { text: '{"exports": [{"exportType": «["Test"]»}, {"exportType": null}]}' },
  good: { text: '{"exports": [{"exportType": ["Test"]}, {"exportType": ["Test"]}]}' },
  *checkManifest({ document, exports }) {
    const isTest = ({ exportTypes }: { exportTypes: readonly string[] }) =>
      exportTypes.includes('Test');
    if (exports.every(isTest)) return;
    for (const { node } of exports.filter(isTest)) {
      const place = document.property(node, 'exportType');
      yield { place, message: 'a test export among real ones: is it meant to be loaded?' };
    }
  },
};
