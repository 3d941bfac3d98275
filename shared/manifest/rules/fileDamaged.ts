import type { Rule } from '../rule';
import { filesOfKind } from './filesOfKind';

/** A file that is cut off, damaged, or no Avro. */
export const fileDamaged: Rule = {
  code: 'manifest.file-damaged',
  level: 'error',
  doc: 'Rows behind the damage are lost, and a loader that does not notice loads a part of the period.',
  bad: {
    text: '{"exports": [{"rootUrl": "gs://b/datasync/1/2/aa", "pageDefinitionsFile": [«"a.avro"»]}]}',
    given: 'a sync marker in `a.avro` differs',
    facts: { avroFile: () => ({ kind: 'damaged', message: 'a.avro: the sync marker differs' }) },
  },
  good: {
    text: '{"exports": [{"rootUrl": "gs://b/datasync/1/2/aa", "pageDefinitionsFile": ["a.avro"]}]}',
    given: '`a.avro` can be read to its end',
    facts: {
      avroFile: () => ({ kind: 'read', rowCount: 1, columns: new Map(), periods: undefined }),
    },
  },
  checkExport: (view, facts) => filesOfKind(view, facts, 'damaged'),
};
