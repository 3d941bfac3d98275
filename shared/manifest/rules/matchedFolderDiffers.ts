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
        for (let index = 0; index < files.length; index++) {
          const file = files[index] ?? '';
          if (id === undefined || !isElsewhere(file, id)) continue;
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

const folder = 'matchedEvents/';

/** Other layouts than `matchedEvents/<Type>/<id>…` are not known, and unknown is not wrong. */
function isElsewhere(file: string, id: string): boolean {
  const at = file.startsWith(folder) ? 0 : file.indexOf(folder);
  if (at === -1 || file.startsWith(id, at + folder.length)) return false;
  return id.includes('/') && file.includes('/', at + folder.length);
}
