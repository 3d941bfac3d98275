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
  *checkExport({ files: { paths, nodes, firsts } }) {
    if (firsts.size === paths.length) return;
    for (const [index, path] of paths.entries()) {
      const place = nodes[index] ?? -1;
      const first = firsts.get(path) ?? place;
      if (first === place) continue;
      yield {
        place,
        message: 'this file is listed twice in the export',
        related: [{ place: first, message: 'listed first here' }],
      };
    }
  },
};
