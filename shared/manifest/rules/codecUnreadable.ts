import type { Rule } from '../rule';
import { filesOfKind } from './filesOfKind';

/** A file of a codec that cannot be read. */
export const codecUnreadable: Rule = {
  code: 'manifest.codec-unreadable',
  level: 'error',
  doc: 'An Avro file names how it is packed: one that is packed otherwise than the specification knows is loaded by hardly any warehouse.',
  bad: {
    text: '{"exports": [{"rootUrl": "gs://b/datasync/1/2/aa", "pageDefinitionsFile": [«"a.avro"»]}]}',
    given: 'the header of `a.avro` names the codec `lz4`',
    facts: { avroFile: () => ({ kind: 'unknownCodec', message: 'a.avro: unknown codec "lz4"' }) },
  },
  good: {
    text: '{"exports": [{"rootUrl": "gs://b/datasync/1/2/aa", "pageDefinitionsFile": ["a.avro"]}]}',
    given: '`a.avro` is packed with deflate',
    facts: {
      avroFile: () => ({ kind: 'read', rowCount: 1, columns: new Map(), periods: undefined }),
    },
  },
  checkExport: (view, facts) => filesOfKind(view, facts, 'unknownCodec'),
};
