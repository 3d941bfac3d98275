import { namedIdOf } from '../exportView';
import type { Rule } from '../rule';

/** A file that lies in the folder of another subscription or application than it names. */
export const folderDiffers: Rule = {
  code: 'manifest.folder-differs',
  level: 'warning',
  doc: 'The folder decides which database is loaded: a manifest in the folder of another application mixes the two.',
  bad: {
    text: '{"exports": [{"application": {"id": «"2"»}}]}',
    given: 'the file lies in `datasync/1/3`',
    facts: { subscription: '1', application: '3' },
  },
  good: {
    text: '{"exports": [{"application": {"id": "2"}}]}',
    given: 'the file lies in `datasync/1/2`',
    facts: { subscription: '1', application: '2' },
  },
  *checkExport(view, facts) {
    for (const key of ['subscription', 'application'] as const) {
      const own = namedIdOf(view, key);
      const folder = facts[key];
      // Below `account` and `visitor` no folder names the application.
      if (!own || folder === undefined || folder === 'account' || folder === 'visitor') continue;
      if (own.id === folder) continue;
      yield {
        place: own.node,
        message: `this file lies in the folder of ${key} ${folder}, but names ${own.id}`,
      };
    }
  },
};
