import { formFix } from '../formFix';
import type { Rule } from '../rule';

/** A rootUrl that ends with a slash. */
export const rootUrlTrailingSlash: Rule = {
  code: 'manifest.root-url-trailing-slash',
  level: 'hint',
  doc: 'A file is called rootUrl + `/` + path: with a slash at the end an object store looks for a name with two.',
  bad: { text: '{"exports": [{"rootUrl": "gs://b/datasync/1/2/aa«/»"}]}' },
  good: { text: '{"exports": [{"rootUrl": "gs://b/datasync/1/2/aa"}]}' },
  *checkExport({ document, node, rootUrl }) {
    if (!rootUrl) return;
    const url = document.property(node, 'rootUrl');
    const slashes = /\/+(?="$)/.exec(document.rawText(url))?.[0].length ?? 0;
    if (slashes === 0) return;
    const end = document.end(url) - 1;
    const place = { start: end - slashes, end };
    yield {
      place,
      message: 'rootUrl is documented without a slash at its end',
      fix: formFix('Remove the slash', { ...place, newText: '' }),
    };
  },
};
