import { bytesText } from '../../util/humanText';
import type { Rule } from '../rule';

/** "About 3 GB", whichever kind of gigabyte. */
const capBytes = 3.3e9;

/** A file that is larger than Pendo makes them. */
export const fileAboveCap: Rule = {
  code: 'manifest.file-above-cap',
  level: 'information',
  doc: 'Pendo splits files at about 3 GB: a larger one was made by something else, and some warehouses refuse it.',
  bad: {
    text: '{"exports": [{"rootUrl": "gs://b/datasync/1/2/aa", "pageDefinitionsFile": [«"allpages.avro"»]}]}',
    given: 'the file has 5 GB',
    facts: { fileSize: () => 5e9 },
  },
  good: {
    text: '{"exports": [{"rootUrl": "gs://b/datasync/1/2/aa", "pageDefinitionsFile": ["allpages.avro"]}]}',
    given: 'the file has 3 GB',
    facts: { fileSize: () => 3e9 },
  },
  *checkExport({ rootUrl, files: { paths, nodes } }, facts) {
    const exportId = rootUrl?.exportId ?? facts.exportId;
    if (!facts.fileSize || exportId === undefined) return;
    for (let index = 0; index < paths.length; index++) {
      const size = facts.fileSize(exportId, paths[index] ?? '') ?? 0;
      if (size <= capBytes) continue;
      const message = `this file has ${bytesText(size)}; Pendo splits files at about 3 GB`;
      yield { place: nodes[index] ?? -1, message };
    }
  },
};
