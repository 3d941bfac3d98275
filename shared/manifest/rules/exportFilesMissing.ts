import type { Rule } from '../rule';

/** An export of which no file is there. */
export const exportFilesMissing: Rule = {
  code: 'manifest.export-files-missing',
  level: 'information',
  doc: 'An export whose files are gone cannot be loaded any more; that is fine if it was loaded and then deleted.',
  bad: {
    text: '{"exports": [{"rootUrl": «"gs://b/datasync/1/2/aa"», "pageDefinitionsFile": ["a.avro"]}]}',
    given: 'no file of `aa` lies beside the manifest, while those of other exports do',
    facts: { hasExportFiles: () => false },
  },
  good: {
    text: '{"exports": [{"rootUrl": "gs://b/datasync/1/2/aa", "pageDefinitionsFile": ["a.avro"]}]}',
    given: 'the files of `aa` lie beside the manifest',
    facts: { hasExportFiles: () => true },
  },
  *checkExport(view, facts) {
    const { document, node, isEntry, rootUrl } = view;
    if (!isEntry || !rootUrl || facts.hasExportFiles?.(rootUrl.exportId) !== false) return;
    if (view.files.paths.length === 0) return;
    const place = document.property(node, 'rootUrl');
    yield { place, message: `no file of \`${rootUrl.exportId}\` lies beside this manifest` };
  },
};
