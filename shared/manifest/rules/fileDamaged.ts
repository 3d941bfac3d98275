import type { Rule } from '../rule';

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
  *checkExport({ rootUrl, files: { paths, nodes } }, facts) {
    const exportId = rootUrl?.exportId ?? facts.exportId;
    if (!facts.avroFile || exportId === undefined) return;
    for (let index = 0; index < paths.length; index++) {
      const file = facts.avroFile(exportId, paths[index] ?? '');
      if (file?.kind !== 'damaged') continue;
      yield { place: nodes[index] ?? -1, message: file.message };
    }
  },
};
