import { allLists } from '../exportView';
import type { Rule } from '../rule';

/** One file twice in an export. */
export const duplicateFile: Rule = {
  code: 'manifest.duplicate-file',
  level: 'error',
  doc: 'A file that is listed twice is loaded twice: its rows count double, or belong to two periods.',
  bad: {
    text: '{"exports": [{"timeDependent": [{"allEvents": {"files": ["a.avro", «"a.avro"»]}}]}]}',
  },
  good: {
    text: '{"exports": [{"timeDependent": [{"allEvents": {"files": ["a.avro", "b.avro"]}}]}]}',
  },
  *checkExport(view) {
    const firsts = new Map<string, number>();
    for (const { node, files, fileNodes } of allLists(view)) {
      for (const [index, file] of files.entries()) {
        const place = fileNodes[index] ?? node;
        const first = firsts.get(file);
        if (first === undefined) {
          firsts.set(file, place);
          continue;
        }
        yield {
          place,
          message: 'this file is listed twice in the export',
          related: [{ place: first, message: 'listed first here' }],
        };
      }
    }
  },
};
