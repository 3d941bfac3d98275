import type { Rule } from '../rule';

/** An export whose whole folder is not there. */
export const exportFolderMissing: Rule = {
  code: 'manifest.export-folder-missing',
  level: 'information',
  doc: 'An export whose folder is gone cannot be loaded any more; that is fine if it was loaded and then deleted.',
  bad: {
    text: '{"exports": [{"rootUrl": «"gs://b/datasync/1/2/aa"»}]}',
    facts: { hasExportFolder: () => false },
  },
  good: {
    text: '{"exports": [{"rootUrl": "gs://b/datasync/1/2/aa"}]}',
    facts: { hasExportFolder: () => true },
  },
  *checkExport({ document, node, isEntry, rootUrl }, facts) {
    if (!isEntry || !rootUrl || facts.hasExportFolder?.(rootUrl.exportId) !== false) return;
    const place = document.property(node, 'rootUrl');
    yield { place, message: `the folder \`${rootUrl.exportId}\` is not beside this manifest` };
  },
};
