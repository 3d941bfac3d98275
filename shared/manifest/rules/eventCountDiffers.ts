import type { FilesView } from '../exportView';
import type { ManifestFacts } from '../facts';
import type { Rule } from '../rule';
import { countText } from '../../util/humanText';

/** An eventCount that is not the number of rows in the files. */
export const eventCountDiffers: Rule = {
  code: 'manifest.event-count-differs',
  level: 'error',
  doc: 'Loaded rows are checked against eventCount: where the files hold another number, rows are missing or there are too many.',
  bad: {
    text: '{"exports": [{"rootUrl": "gs://b/datasync/1/2/aa", "timeDependent": [{"allEvents": {"eventCount": «8», "files": ["a.avro"]}}]}]}',
    given: '`a.avro` holds 7 rows',
    facts: { avroFile: () => sevenRows },
  },
  good: {
    text: '{"exports": [{"rootUrl": "gs://b/datasync/1/2/aa", "timeDependent": [{"allEvents": {"eventCount": 7, "files": ["a.avro"]}}]}]}',
    given: '`a.avro` holds 7 rows',
    facts: { avroFile: () => sevenRows },
  },
  *checkExport({ rootUrl, eventLists }, facts) {
    const exportId = rootUrl?.exportId ?? facts.exportId;
    if (!facts.avroFile || exportId === undefined) return;
    for (const list of eventLists) {
      const { countNode, eventCount, files } = list;
      // A file that is listed twice is told by manifest.duplicate-file.
      if (eventCount === undefined || new Set(files).size < files.length) continue;
      const rows = countRows(list, exportId, facts);
      if (rows === undefined || rows === eventCount) continue;
      const where = files.length === 1 ? 'the file holds' : `the ${files.length} files hold`;
      const message = `eventCount is ${countText(eventCount)}, ${where} ${countText(rows)} rows`;
      yield { place: countNode, message };
    }
  },
};

const sevenRows = { kind: 'read', rowCount: 7, columns: new Map(), periods: undefined } as const;

/** Undefined for no files, and when the rows of some file are not known. */
function countRows(
  { files, isReadable }: FilesView,
  exportId: string,
  facts: ManifestFacts,
): number | undefined {
  if (files.length === 0 || !isReadable) return undefined;
  let rows = 0;
  for (const path of files) {
    const file = facts.avroFile?.(exportId, path);
    if (file?.kind !== 'read') return undefined;
    rows += file.rowCount;
  }
  return rows;
}
