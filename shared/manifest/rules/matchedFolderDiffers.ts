import type { Rule } from '../rule';

/** A matched file in the folder, or with the name, of another matchable. */
export const matchedFolderDiffers: Rule = {
  code: 'manifest.matched-folder-differs',
  level: 'warning',
  doc: 'A file that lies among those of another page, feature or track type probably holds its rows.',
  bad: {
    text: '{"exports": [{"timeDependent": [{"matchedEvents": [{"id": "Page/a", "files": [«"matchedEvents/Feature/a.avro"»]}]}]}]}',
  },
  good: {
    text: '{"exports": [{"timeDependent": [{"matchedEvents": [{"id": "Page/a", "files": ["matchedEvents/Page/a.avro", "matchedEvents/Page/a-001.avro"]}]}]}]}',
  },
  *checkExport({ periods }) {
    for (const { matched } of periods) {
      for (const { id, idNode, files, fileNodes } of matched) {
        if (id === undefined) continue;
        for (const [index, file] of files.entries()) {
          const at = file.indexOf('matchedEvents/');
          // Other layouts are not known, and unknown is not wrong.
          if (at === -1 || file.startsWith(id, at + 14) || file.split('/').length < 3) continue;
          yield {
            place: fileNodes[index] ?? idNode,
            message: `this path is not that of \`${id}\``,
            related: [{ place: idNode, message: 'the id' }],
          };
        }
      }
    }
  },
};
