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
    const ids = exports.flatMap(({ exportId, rootUrl }) =>
      exportId !== undefined && rootUrl
        ? [{ exportId, url: rootUrl.value.replace(/\/+$/, ''), at: rootUrl.at }]
        : [],
    );
    for (const [{ exportId, url, at }, first] of twins(ids, id => id.exportId)) {
      // The whole rootUrl twice is told by manifest.duplicate-root-url.
      if (url === first.url) continue;
      yield {
        place: at,
        message: `another export's folder is called \`${exportId}\` too`,
        related: [{ place: first.at, message: 'used first here' }],
      };
    }
  },
};
