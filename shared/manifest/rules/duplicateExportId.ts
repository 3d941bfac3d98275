import type { Rule } from '../rule';
import { twins } from './twins';

/** Two rootUrls that end in the same export id. */
export const duplicateExportId: Rule = {
  code: 'manifest.duplicate-export-id',
  level: 'error',
  doc: 'In a copy the last segment of rootUrl is the folder of the export: two exports would share it.',
  bad: {
    text: '{"exports": [{"rootUrl": "gs://b/datasync/1/2/aa"}, {"rootUrl": «"gs://c/datasync/1/2/aa"»}]}',
  },
  good: {
    text: '{"exports": [{"rootUrl": "gs://b/datasync/1/2/aa"}, {"rootUrl": "gs://c/datasync/1/2/bb"}]}',
  },
  *checkManifest({ exports }) {
    const urlOf = (text: string | undefined) => text?.replace(/\/+$/, '');
    for (const [summary, first] of twins(exports, ({ exportId }) => exportId)) {
      // The whole rootUrl twice is told by manifest.duplicate-root-url.
      if (urlOf(summary.rootUrlText) === urlOf(first.rootUrlText)) continue;
      yield {
        place: summary.rootUrlNode,
        message: `another export's folder is called \`${summary.exportId}\` too`,
        related: [{ place: first.rootUrlNode, message: 'used first here' }],
      };
    }
  },
};
