import type { Rule } from '../rule';
import { diskSpelling } from './diskSpelling';

/** A listed file that is not in the export's folder. */
export const fileMissing: Rule = {
  code: 'manifest.file-missing',
  level: 'error',
  doc: 'A period whose file is missing cannot be loaded: only complete exports are listed, so the copy may be incomplete.',
  bad: {
    text: '{"exports": [{"rootUrl": "gs://b/datasync/1/2/aa", "pageDefinitionsFile": [«"allpages.avro"»]}]}',
    given: 'there is no such file',
    facts: { fileSize: () => null },
  },
  good: {
    text: '{"exports": [{"rootUrl": "gs://b/datasync/1/2/aa", "pageDefinitionsFile": ["allpages.avro"]}]}',
    given: 'the file is there',
    facts: { fileSize: () => 4096 },
  },
  *checkExport(view, facts) {
    const exportId = view.rootUrl?.exportId ?? facts.exportId;
    if (!facts.fileSize || exportId === undefined) return;
    const spelt = diskSpelling(facts, exportId);
    const { paths, nodes } = view.files;
    for (let index = 0; index < paths.length; index++) {
      const path = paths[index] ?? '';
      // Under a name of other case it is told by manifest.file-case-differs.
      if (facts.fileSize(exportId, path) !== null || spelt(path) !== undefined) continue;
      yield { place: nodes[index] ?? -1, message: `there is no file \`${exportId}/${path}\`` };
    }
  },
};
