import type { Rule } from '../rule';

/** A listed file that is not called `.avro`. */
export const fileExtension: Rule = {
  code: 'manifest.file-extension',
  level: 'warning',
  doc: 'All files of an export are Avro object container files and are called `.avro`.',
  bad: { text: '{"exports": [{"pageDefinitionsFile": [«"allpages.csv"»]}]}' },
  good: { text: '{"exports": [{"pageDefinitionsFile": ["allpages.avro"]}]}' },
  *checkExport({ files: { paths, nodes } }) {
    for (let index = 0; index < paths.length; index++) {
      const path = paths[index] ?? '';
      if (path.endsWith('.avro') || path === '') continue;
      const message = `an Avro file ends in \`.avro\`, found ${extensionOf(path)}`;
      yield { place: nodes[index] ?? -1, message };
    }
  },
};

function extensionOf(path: string): string {
  const dot = path.lastIndexOf('.');
  return dot > path.lastIndexOf('/') ? `\`${path.slice(dot, dot + 20)}\`` : 'no extension';
}
