import { allLists } from '../exportView';
import type { Rule } from '../rule';

/** A listed file that is not called `.avro`. */
export const fileExtension: Rule = {
  code: 'manifest.file-extension',
  level: 'warning',
  doc: 'All files of an export are Avro object container files and are called `.avro`.',
  bad: { text: '{"exports": [{"pageDefinitionsFile": [«"allpages.csv"»]}]}' },
  good: { text: '{"exports": [{"pageDefinitionsFile": ["allpages.avro"]}]}' },
  *checkExport(view) {
    for (const { node, files, fileNodes } of allLists(view)) {
      for (const [index, file] of files.entries()) {
        if (file.endsWith('.avro') || file === '') continue;
        const dot = file.lastIndexOf('.');
        const found =
          dot > file.lastIndexOf('/') ? `\`${file.slice(dot, dot + 20)}\`` : 'no extension';
        yield {
          place: fileNodes[index] ?? node,
          message: `an Avro file ends in \`.avro\`, found ${found}`,
        };
      }
    }
  },
};
