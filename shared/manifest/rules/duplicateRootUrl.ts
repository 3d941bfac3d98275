import type { Rule } from '../rule';
import { twins } from './twins';

/** Two exports with one rootUrl. */
export const duplicateRootUrl: Rule = {
  code: 'manifest.duplicate-root-url',
  level: 'error',
  doc: 'Two exports in one folder mix their files, and a loader takes the same rows for both.',
  bad: {
    text: '{"exports": [{"rootUrl": "gs://b/datasync/1/2/aa"}, {"rootUrl": «"gs://b/datasync/1/2/aa/"»}]}',
  },
  good: {
    text: '{"exports": [{"rootUrl": "gs://b/datasync/1/2/aa"}, {"rootUrl": "gs://b/datasync/1/2/bb"}]}',
  },
  *checkManifest({ exports }) {
    const urls = exports.flatMap(({ rootUrl }) => rootUrl ?? []);
    for (const [{ at }, first] of twins(urls, ({ value }) => value.replace(/\/+$/, ''))) {
      yield {
        place: at,
        message: 'another export has the same rootUrl',
        related: [{ place: first.at, message: 'used first here' }],
      };
    }
  },
};
