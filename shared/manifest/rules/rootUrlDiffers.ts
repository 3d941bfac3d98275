import { namedIdOf } from '../exportView';
import type { Rule } from '../rule';

/** A rootUrl of another subscription or application than the entry names. */
export const rootUrlDiffers: Rule = {
  code: 'manifest.root-url-differs',
  level: 'error',
  doc: "Where rootUrl and the entry name different applications, the rows of one would be loaded as the other's.",
  bad: {
    text: '{"exports": [{"application": {"id": "2"}, "rootUrl": «"gs://b/datasync/1/3/aa"»}]}',
  },
  good: {
    text: '{"exports": [{"application": {"id": "2"}, "rootUrl": "gs://b/datasync/1/2/aa"}]}',
  },
  *checkExport(view) {
    const { document, node, rootUrl } = view;
    if (!rootUrl?.isBelowDatasync) return;
    const place = document.property(node, 'rootUrl');
    for (const key of ['subscription', 'application'] as const) {
      const own = namedIdOf(view, key);
      if (!own || own.id === rootUrl[key]) continue;
      yield {
        place,
        message: `rootUrl lies below ${key} ${rootUrl[key]}, the entry says ${own.id}`,
        related: [{ place: own.node, message: `the entry's ${key}` }],
      };
    }
  },
};
