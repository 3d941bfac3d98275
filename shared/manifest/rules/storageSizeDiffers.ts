import { bytesText, countText } from '../../util/humanText';
import type { ExportView } from '../exportView';
import type { ManifestFacts } from '../facts';
import type { Rule } from '../rule';

/** A storageSize that fits no way of adding up the files. */
export const storageSizeDiffers: Rule = {
  code: 'manifest.storage-size-differs',
  level: 'information',
  doc: 'A size that fits neither all listed files nor those without definitions may mean that a file was cut off in copying.',
  bad: {
    text: '{"exports": [{"rootUrl": "gs://b/datasync/1/2/aa", "storageSize": «9000», "pageDefinitionsFile": ["allpages.avro"]}]}',
    given: 'the file has 4,096 bytes',
    facts: { fileSize: () => 4096 },
  },
  good: {
    text: '{"exports": [{"rootUrl": "gs://b/datasync/1/2/aa", "storageSize": 4096, "pageDefinitionsFile": ["allpages.avro"]}]}',
    given: 'the file has 4,096 bytes',
    facts: { fileSize: () => 4096 },
  },
  *checkExport(view, facts) {
    const { document, node } = view;
    const place = document.property(node, 'storageSize');
    const given = document.numberValue(place);
    if (given === undefined || document.isBroken(node)) return;
    const sizes = addSizes(view, facts);
    if (!sizes) return;
    const { all, definitions, bill } = sizes;
    const accepted = [all, all - definitions].flatMap(size => [size, size + bill]);
    if (accepted.includes(given)) return;
    const message = `storageSize is ${countText(given)}, the listed files have ${countText(all)} bytes (${bytesText(all)})`;
    yield { place, message };
  },
};

/** Undefined when the size of some file is not known. */
function addSizes({ rootUrl, files }: ExportView, facts: ManifestFacts) {
  const exportId = rootUrl?.exportId;
  if (!facts.fileSize || exportId === undefined || files.paths.length === 0) return undefined;
  let all = 0;
  let definitions = 0;
  const timeless = new Set(files.paths.slice(0, files.timeless));
  for (const path of files.firsts.keys()) {
    const size = facts.fileSize(exportId, path);
    if (size === null || size === undefined) return undefined;
    all += size;
    if (timeless.has(path)) definitions += size;
  }
  return { all, definitions, bill: facts.fileSize(exportId, 'billofmaterials.json') ?? 0 };
}
