import type { Rule } from '../rule';

/** Of the destinations that Pendo writes to. */
const schemes = ['gs', 's3', 'https', 'abfss'];

/** A rootUrl of a kind of storage that Pendo does not write to. */
export const rootUrlScheme: Rule = {
  code: 'manifest.root-url-scheme',
  level: 'hint',
  doc: 'Pendo writes to Google Cloud Storage, Amazon S3 and Azure: another scheme may be an edited copy, or a new kind of destination.',
  bad: { text: '{"exports": [{"rootUrl": "«ftp»://b/datasync/1/2/aa"}]}' },
  good: { text: '{"exports": [{"rootUrl": "gs://b/datasync/1/2/aa"}]}' },
  *checkExport({ document, node, rootUrl }) {
    if (!rootUrl || schemes.includes(rootUrl.scheme ?? '')) return;
    const url = document.property(node, 'rootUrl');
    const known = schemes.map(scheme => `\`${scheme}://\``).join(', ');
    const { scheme } = rootUrl;
    if (scheme === undefined) {
      yield { place: url, message: `rootUrl has no scheme; known are ${known}` };
      return;
    }
    const start = document.start(url) + 1;
    const place = { start, end: start + scheme.length };
    yield { place, message: `the scheme \`${scheme}://\` is not known; known are ${known}` };
  },
};
