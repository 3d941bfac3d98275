import { allLists } from '../exportView';
import type { Rule } from '../rule';

/** A path that leads out of the export's folder, or means different things to different readers. */
export const unsafePath: Rule = {
  code: 'manifest.unsafe-path',
  level: 'error',
  doc: 'Paths lie below the folder of their export: one that leads elsewhere would load, or overwrite, what is not Pendo’s.',
  bad: {
    text: '{"exports": [{"timeDependent": [{"allEvents": {"files": [«"../other/a.avro"»]}}]}]}',
  },
  good: {
    text: '{"exports": [{"timeDependent": [{"allEvents": {"files": ["matchedEvents/Page/a.avro"]}}]}]}',
  },
  *checkExport(view) {
    for (const { node, files, fileNodes } of allLists(view)) {
      for (const [index, file] of files.entries()) {
        const fault = faultOf(file);
        if (fault !== undefined) yield { place: fileNodes[index] ?? node, message: fault };
      }
    }
  },
};

function faultOf(path: string): string | undefined {
  // Nearly all paths are plain: one look decides.
  if (/^(?!\.|[a-zA-Z]:)[\w.-]+(?:\/(?!\.)[\w.-]+)*$/.test(path)) return undefined;
  if (path === '') return 'this path is empty';
  if (/^[a-zA-Z][a-zA-Z0-9+.-]*:\/\//.test(path)) {
    return 'this is a URL; a path below the folder of the export is documented';
  }
  if (path.startsWith('/') || /^[a-zA-Z]:/.test(path)) {
    return 'this path is absolute; it must lie below the folder of the export';
  }
  if (path.includes('\\')) return 'this path has backslashes; segments are separated by `/`';
  const segments = path.split('/');
  if (segments.includes('..')) return 'this path leads out of its folder with `..`';
  if (segments.includes('.') || segments.includes('')) return 'this path has an empty segment';
  if (path.includes('\0')) return 'this path has a NUL character';
  return undefined;
}
