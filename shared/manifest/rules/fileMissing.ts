import { allLists } from '../exportView';
import type { Rule } from '../rule';

/** A listed file that is not in the export's folder. */
export const fileMissing: Rule = {
  code: 'manifest.file-missing',
  level: 'error',
  doc: 'A period whose file is missing cannot be loaded: only complete exports are listed, so the copy may be incomplete.',
  bad: {
    text: '{"exports": [{"rootUrl": "gs://b/datasync/1/2/aa", "pageDefinitionsFile": [«"allpages.avro"»]}]}',
    facts: { fileSize: () => null },
  },
  good: {
    text: '{"exports": [{"rootUrl": "gs://b/datasync/1/2/aa", "pageDefinitionsFile": ["allpages.avro"]}]}',
    facts: { fileSize: () => 4096 },
  },
  *checkExport(view, facts) {
    const exportId = view.rootUrl?.exportId ?? facts.exportId;
    if (!facts.fileSize || exportId === undefined) return;
    for (const { node, files, fileNodes } of allLists(view)) {
      for (const [index, file] of files.entries()) {
        if (facts.fileSize(exportId, file) !== null) continue;
        const message = `there is no file \`${exportId}/${file}\``;
        yield { place: fileNodes[index] ?? node, message };
      }
    }
  },
};
