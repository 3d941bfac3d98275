// Where a finding can be checked: the places that it compares and the files that it is about. Evidence is looked at, never edited.
import path from 'node:path';
import type { Location } from 'vscode-languageserver';

import type { ManifestFacts } from '../../shared/manifest/facts';
import type { Finding } from '../../shared/manifest/rule';
import { pathFault } from '../../shared/storage/objectPath';
import { uriOfPath } from '../fileUri';
import type { OpenManifest } from '../openManifest';
import { rangeOf } from '../ranges';
import { exportIdAt } from './exportAt';
import { entryOf } from './locations';
import { schemaPlaceAt, type SchemaPlace } from './schemaPlace';

/** A place to look at. */
export interface Evidence {
  readonly title: string;
  readonly uri: string;
  readonly range?: Location['range'];
}

/** Files offered for one finding. */
const fileLimit = 3;

/** The evidence of a finding, the nearest first. */
export function evidenceOf(
  manifest: OpenManifest,
  finding: Finding,
  facts: ManifestFacts,
): readonly Evidence[] {
  const compared = finding.related.map(place => ({
    title: `Show ${place.message}`,
    uri: manifest.uri,
    range: rangeOf(manifest.json, place),
  }));
  const place = schemaPlaceAt(manifest, finding.start);
  const listed = place ? listedFiles(manifest, place, facts) : [];
  if (manifest.kind === 'billOfMaterials') {
    const [entry] = entryOf(manifest, facts);
    const title = 'Show the entry of the manifest';
    return [...compared, ...listed, ...(entry ? [{ title, ...entry }] : [])];
  }
  const exportId = place && exportIdAt(manifest, [...place.containers, place.key]);
  const bill = fileBeside(manifest, facts, { exportId, file: 'billofmaterials.json' });
  return [
    ...compared,
    ...listed,
    ...(bill ? [{ ...bill, title: 'Open the bill of materials' }] : []),
  ];
}

/** The file that is named here, or those whose rows are counted here. */
function listedFiles(manifest: OpenManifest, place: SchemaPlace, facts: ManifestFacts): Evidence[] {
  const { json } = manifest;
  const { field, key, value, containers } = place;
  const exportId = exportIdAt(manifest, [...containers, key]) ?? facts.exportId;
  const list =
    field.type.kind === 'files' ? value : json.property(containers.at(-1) ?? -1, 'files');
  const nodes = json.isArray(list) ? [...json.children(list)] : [list];
  return nodes
    .flatMap(node => {
      const file = json.stringValue(node);
      return file === undefined ? [] : (fileBeside(manifest, facts, { exportId, file }) ?? []);
    })
    .slice(0, fileLimit);
}

/** The file of an export, if it lies beside the manifest. */
function fileBeside(
  { path: location, kind }: OpenManifest,
  facts: ManifestFacts,
  { exportId, file }: { readonly exportId: string | undefined; readonly file: string },
): Evidence | undefined {
  if (location === undefined || exportId === undefined) return undefined;
  const isSafe = pathFault(exportId) === undefined && pathFault(file) === undefined;
  if (!isSafe || typeof facts.fileSize?.(exportId, file) !== 'number') return undefined;
  const folder = path.dirname(kind === 'exportManifest' ? location : path.dirname(location));
  return { title: `Open ${file}`, uri: uriOfPath(path.join(folder, exportId, file)) };
}
