import type { ExportView } from '../exportView';
import type { Place, Rule } from '../rule';

/** Avro files in an export's folder that the export does not list. */
export const fileNotListed: Rule = {
  code: 'manifest.file-not-listed',
  level: 'information',
  doc: 'A file that no list names is loaded by nobody: it may be left over, or the list is cut short.',
  bad: {
    text: '{"exports": [{"rootUrl": «"gs://b/datasync/1/2/aa"», "pageDefinitionsFile": ["allpages.avro"]}]}',
    given: '`allguides.avro` lies in the folder too',
    facts: { filesOf: () => ['allguides.avro', 'allpages.avro'] },
  },
  good: {
    text: '{"exports": [{"rootUrl": "gs://b/datasync/1/2/aa", "pageDefinitionsFile": ["allpages.avro"]}]}',
    given: 'no other Avro file lies in the folder',
    facts: { filesOf: () => ['allpages.avro'] },
  },
  *checkExport(view, facts) {
    const exportId = view.rootUrl?.exportId ?? facts.exportId;
    const present = exportId === undefined ? undefined : facts.filesOf?.(exportId);
    if (!present || view.document.isBroken(view.node)) return;
    const { firsts, paths } = view.files;
    const unlisted = present.filter(file => !firsts.has(file));
    if (unlisted.length === 0) return;
    // Another spelling of a listed file is told by manifest.file-case-differs.
    const listed = new Set(paths.map(path => path.toLowerCase()));
    const strangers = unlisted.filter(file => !listed.has(file.toLowerCase()));
    if (strangers.length > 0) yield { place: placeOf(view), message: describe(strangers) };
  },
};

const shownFiles = 3;

function describe(files: readonly string[]): string {
  const shown = files.slice(0, shownFiles).map(file => `\`${file}\``);
  const more = files.length > shownFiles ? ` and ${files.length - shownFiles} more` : '';
  const verb = files.length === 1 ? 'lies' : 'lie';
  return `${shown.join(', ')}${more} ${verb} in the export's folder, but in no list`;
}

/** A bill of materials has no rootUrl: its opening brace stands for it. */
function placeOf({ document, node, isEntry }: ExportView): Place {
  const start = document.start(node);
  return isEntry ? document.property(node, 'rootUrl') : { start, end: start + 1 };
}
