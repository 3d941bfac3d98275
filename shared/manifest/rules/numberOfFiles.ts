import type { ExportView, FilesView } from '../exportView';
import type { Rule } from '../rule';

/** A numberOfFiles that fits no way of counting the listed files. */
export const numberOfFiles: Rule = {
  code: 'manifest.number-of-files-differs',
  level: 'information',
  doc: 'A count that fits neither all listed files nor those without definitions may mean that the list is cut short.',
  bad: { text: '{"exports": [{"numberOfFiles": «7», "pageDefinitionsFile": ["allpages.avro"]}]}' },
  good: { text: '{"exports": [{"numberOfFiles": 1, "pageDefinitionsFile": ["allpages.avro"]}]}' },
  *checkExport(view) {
    const { document, node } = view;
    const place = document.property(node, 'numberOfFiles');
    const given = document.numberValue(place);
    if (given === undefined || document.isBroken(node)) return;
    const { all, definitions, isReadable } = countFiles(view);
    // Whether definition files count is not known, nor whether the bill of materials itself does.
    if (!isReadable || [all, all + 1, all - definitions].includes(given)) return;
    const message = `numberOfFiles is ${given}, listed are ${all} files, ${definitions} of them definitions`;
    yield { place, message };
  },
};

function countFiles({ lists, eventLists, files }: ExportView) {
  const { paths, timeless, firsts } = files;
  const isRead = (list: FilesView) =>
    list.isReadable || list.files.length > 0 || list.filesNode < 0;
  return {
    all: firsts.size,
    definitions: new Set(paths.slice(0, timeless)).size,
    isReadable: lists.every(isRead) && eventLists.every(isRead),
  };
}
