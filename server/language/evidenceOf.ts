// Where a finding can be checked: the places that it compares and the files that it is about. Evidence is looked at, never edited.
import type { Location } from 'vscode-languageserver';

import type { ManifestFacts } from '../../shared/manifest/facts';
import type { Finding } from '../../shared/manifest/rule';
import type { Translate } from '../../shared/util/translate';
import type { OpenManifest } from '../openManifest';
import { lspRange } from '../ranges';
import { fileBeside } from './filesBeside';
import { entryOf } from './locations';
import { schemaPlaceAt, type SchemaPlace } from './schemaPlace';
import { sectionAt } from './section';

/** A place to look at. */
export interface Evidence {
  readonly title: string;
  readonly uri: string;
  readonly range?: Location['range'];
}

/** Files offered for one finding. */
const fileLimit = 3;

/** The evidence of a finding, the nearest first. */
export async function evidenceOf(
  t: Translate,
  manifest: OpenManifest,
  { finding, facts }: { readonly finding: Finding; readonly facts: ManifestFacts },
  signal: AbortSignal,
): Promise<readonly Evidence[]> {
  const { uri } = manifest;
  const compared = finding.related.map(place => {
    return { title: t('Show {0}', place.message), uri, range: lspRange(place) };
  });
  const at = await sectionAt(manifest, finding.start, signal);
  const place = schemaPlaceAt(at);
  const exportId = at.section.part?.exportId ?? facts.exportId;
  const files = place ? listedFiles(place) : [];
  const listed = files.flatMap(file => {
    const target = fileBeside(manifest, facts, { exportId, file });
    return target === undefined ? [] : [{ title: t('Open {0}', file), uri: target }];
  });
  return [
    ...compared,
    ...listed.slice(0, fileLimit),
    ...otherFile(t, manifest, { facts, exportId }),
  ];
}

/** The path that is named here, or those whose rows are counted here. */
function listedFiles({ section: { json }, field, value, containers }: SchemaPlace): string[] {
  const list =
    field.type.kind === 'files' ? value : json.property(containers.at(-1) ?? -1, 'files');
  const nodes = json.isArray(list) ? [...json.children(list)] : [list];
  return nodes.flatMap(node => json.stringValue(node) ?? []);
}

/** Of a manifest's entry the bill of materials, and the other way round. */
function otherFile(
  t: Translate,
  manifest: OpenManifest,
  { facts, exportId }: { readonly facts: ManifestFacts; readonly exportId: string | undefined },
): readonly Evidence[] {
  if (manifest.kind === 'billOfMaterials') {
    const title = t('Show the entry of the manifest');
    return entryOf(manifest, facts).map(location => ({ title, ...location }));
  }
  const uri = fileBeside(manifest, facts, { exportId, file: 'billofmaterials.json' });
  return uri === undefined ? [] : [{ title: t('Open the bill of materials'), uri }];
}
