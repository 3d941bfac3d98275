// From a place to those that belong to it: a period to its owner, an export to its bill of materials, an id to each use.
import path from 'node:path';
import type { Location } from 'vscode-languageserver';

import type { ManifestFacts } from '../../shared/manifest/facts';
import { canonicalPeriodId } from '../../shared/manifest/timestamps';
import { uriOfPath } from '../fileUri';
import type { OpenManifest } from '../openManifest';
import { nodeRange } from '../ranges';
import { exportIdAt } from './exportAt';
import { schemaPlaceAt, type SchemaPlace } from './schemaPlace';

/** Where what stands at the offset is decided: the owner of a period or a matchable, the other file of an export. */
export function definitionAt(
  manifest: OpenManifest,
  offset: number,
  facts: ManifestFacts,
): Location[] {
  const place = schemaPlaceAt(manifest, offset);
  if (!place) return [];
  const { json, ownership } = manifest;
  const named = namedBy(manifest, place);
  if (place.field.name === 'rootUrl') return billOf(manifest, place, facts);
  if (manifest.kind === 'billOfMaterials') return entryOf(manifest, facts);
  if (!named.periodId) return [];
  if (named.matchableId === undefined) {
    const owner = ownership.allEventsOwner(named.periodId);
    return owner ? [locate(manifest, json.property(owner.period.at, 'periodId'))] : [];
  }
  const owner = ownership.matchedOwner(named.periodId, named.matchableId);
  const entry = owner?.period.matched.find(files => files.matchableId === named.matchableId);
  return entry ? [locate(manifest, json.property(entry.at, 'id'))] : [];
}

/** Every place in the document that names the period or the matchable at the offset. */
export function referencesAt(
  manifest: OpenManifest,
  offset: number,
  signal: AbortSignal,
): Location[] {
  const place = schemaPlaceAt(manifest, offset);
  if (!place) return [];
  const { periodId, matchableId } = namedBy(manifest, place);
  const { json } = manifest;
  const found: Location[] = [];
  for (const { periods } of manifest.bills) {
    signal.throwIfAborted();
    for (const period of periods) {
      if (matchableId !== undefined) {
        for (const files of period.matched) {
          if (files.matchableId === matchableId) {
            found.push(locate(manifest, json.property(files.at, 'id')));
          }
        }
      } else if (period.periodId === periodId) {
        found.push(locate(manifest, json.property(period.at, 'periodId')));
      }
    }
  }
  return found;
}

interface Named {
  readonly periodId: string | undefined;
  /** Undefined unless the place is a matched id. */
  readonly matchableId: string | undefined;
}

/** What the place names: a period, or a matchable and the period it stands in. */
function namedBy({ json }: OpenManifest, { field, value, containers }: SchemaPlace): Named {
  const text = json.stringValue(value);
  const format = field.type.kind === 'string' ? field.type.format : undefined;
  if (text === undefined || (format !== 'periodId' && format !== 'matchableId')) {
    return { periodId: undefined, matchableId: undefined };
  }
  if (format === 'periodId') return { periodId: canonicalPeriodId(text), matchableId: undefined };
  const period = containers.find(node => json.property(node, 'periodId') >= 0) ?? -1;
  const written = json.stringValue(json.property(period, 'periodId')) ?? '';
  return { periodId: canonicalPeriodId(written), matchableId: text };
}

function billOf(
  manifest: OpenManifest,
  { containers }: SchemaPlace,
  facts: ManifestFacts,
): Location[] {
  const exportId = exportIdAt(manifest, containers);
  const isThere =
    exportId !== undefined &&
    typeof facts.fileSize?.(exportId, 'billofmaterials.json') === 'number';
  if (!isThere || manifest.path === undefined) return [];
  const target = path.join(path.dirname(manifest.path), exportId, 'billofmaterials.json');
  const start = { line: 0, character: 0 };
  return [{ uri: uriOfPath(target), range: { start, end: start } }];
}

/** The entry of a bill of materials in the manifest beside its folder. */
export function entryOf(
  { path: location }: OpenManifest,
  { manifestEntry }: ManifestFacts,
): Location[] {
  if (!manifestEntry || location === undefined) return [];
  const folder = path.dirname(path.dirname(location));
  const { document, node } = manifestEntry;
  const uri = uriOfPath(path.join(folder, 'exportmanifest.json'));
  return [{ uri, range: nodeRange(document, node) }];
}

function locate({ json, uri }: OpenManifest, node: number): Location {
  return { uri, range: nodeRange(json, node) };
}
