import type { JsonDocument } from '../../json/jsonDocument';
import { replaceNode } from '../formFix';
import type { Fix, Rule } from '../rule';
import type { NodeIndex } from '../types';

/** A path that leads out of the export's folder, or means different things to different readers. */
export const unsafePath: Rule = {
  code: 'manifest.unsafe-path',
  level: 'error',
  doc: "Paths lie below the folder of their export: one that leads elsewhere would load, or overwrite, what is not Pendo's.",
  bad: {
    text: '{"exports": [{"timeDependent": [{"allEvents": {"files": [«"../other/a.avro"»]}}]}]}',
  },
  good: {
    text: '{"exports": [{"timeDependent": [{"allEvents": {"files": ["matchedEvents/Page/a.avro"]}}]}]}',
  },
  *checkExport({ document, files: { paths, nodes } }) {
    for (let index = 0; index < paths.length; index++) {
      const path = paths[index] ?? '';
      const fault = faultOf(path);
      if (fault === undefined) continue;
      const place = nodes[index] ?? -1;
      const fix = slashFix(document, place, path);
      yield { place, message: fault, ...(fix ? { fix } : {}) };
    }
  },
};

/** Windows' separators are a matter of form, as long as the path is safe without them. */
function slashFix(document: JsonDocument, place: NodeIndex, path: string): Fix | undefined {
  const written = path.replaceAll('\\', '/');
  if (written === path || faultOf(written) !== undefined) return undefined;
  const newText = JSON.stringify(written);
  return replaceNode(document, place, { title: `Write ${newText}`, newText });
}

function faultOf(path: string): string | undefined {
  // Nearly all paths are plain: one look decides.
  if (/^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/.test(path)) return undefined;
  if (path === '') return 'this path is empty';
  if (hasControlCharacter(path)) return 'this path holds a control character';
  if (/^[a-z][a-z0-9+.-]*:/i.test(path)) {
    return 'this is a URL or a drive; a path below the folder of the export is documented';
  }
  if (path.startsWith('/')) {
    return 'this path is absolute; it must lie below the folder of the export';
  }
  if (path.includes('\\')) return 'this path has backslashes; segments are separated by `/`';
  const segments = path.split('/');
  if (segments.includes('')) return 'this path has an empty segment';
  // Windows drops dots and spaces at the end of a segment.
  const odd = segments.find(segment => /^[. ]+$/.test(segment));
  return odd === undefined ? undefined : `this path leads elsewhere with its segment \`${odd}\``;
}

function hasControlCharacter(path: string): boolean {
  for (let at = 0; at < path.length; at++) {
    const code = path.charCodeAt(at);
    if (code < 32 || code === 127) return true;
  }
  return false;
}
