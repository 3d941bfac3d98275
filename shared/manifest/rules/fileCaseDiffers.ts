import type { Rule } from '../rule';
import { diskSpelling } from './diskSpelling';

/** A listed file that is there under a name of other upper and lower case. */
export const fileCaseDiffers: Rule = {
  code: 'manifest.file-case-differs',
  level: 'error',
  doc: 'Object stores and most file systems tell upper from lower case: the file is not found under the listed name.',
  bad: {
    text: '{"exports": [{"rootUrl": "gs://b/datasync/1/2/aa", "pageDefinitionsFile": [«"allPages.avro"»]}]}',
    given: 'the file is called `allpages.avro`',
    facts: { fileSize: () => null, filesOf: () => ['allpages.avro'] },
  },
  good: {
    text: '{"exports": [{"rootUrl": "gs://b/datasync/1/2/aa", "pageDefinitionsFile": ["allpages.avro"]}]}',
    given: 'the file is called `allpages.avro`',
    facts: { fileSize: () => 4096, filesOf: () => ['allpages.avro'] },
  },
  *checkExport({ rootUrl, files: { paths, nodes } }, facts) {
    const exportId = rootUrl?.exportId ?? facts.exportId;
    if (!facts.fileSize || exportId === undefined) return;
    const spelt = diskSpelling(facts, exportId);
    for (let index = 0; index < paths.length; index++) {
      const path = paths[index] ?? '';
      if (facts.fileSize(exportId, path) !== null) continue;
      const found = spelt(path);
      if (found === undefined) continue;
      yield { place: nodes[index] ?? -1, message: `the file is called \`${found}\`` };
    }
  },
};
