// From a place to those that belong to it: a period to its owner, an export to its bill of materials, an id to each use.
import path from 'node:path';
import type { Location } from 'vscode-languageserver';

import { noNode } from '../../shared/json/nodeTable';
import { elementsOf } from '../../shared/manifest/exportView';
import type { ManifestFacts } from '../../shared/manifest/facts';
import { movedRange, nodeRange } from '../../shared/manifest/textRange';
import { canonicalPeriodId } from '../../shared/manifest/timestamps';
import type { NodeIndex } from '../../shared/manifest/types';
import { uriOfPath } from '../fileUri';
import type { OpenManifest } from '../openManifest';
import { lspRange } from '../ranges';
import { periodAround } from './describeValue';
import { fileBeside } from './filesBeside';
import type { PeriodClaim } from './ownership';
import { schemaPlaceAt, type SchemaPlace } from './schemaPlace';
import { exportSection, type SectionOffset } from './section';
import type { Surroundings } from './surroundings';

/** Places of one answer: an editor lists each with its line. */
const locationLimit = 5000;

/** Where what stands at a place is decided: the owner of a period or a matchable, the other file of an export. */
export async function definitionAt(
  at: SectionOffset,
  around: Surroundings,
  signal: AbortSignal,
): Promise<Location[]> {
  const place = schemaPlaceAt(at);
  if (!place) return [];
  const { manifest, facts, ownership } = around;
  if (manifest.kind === 'billOfMaterials') return entryOf(manifest, facts);
  if (place.field.name === 'rootUrl') return billOf(manifest, place, facts);
  const { periodId, matchableId } = namedBy(place);
  const owner = periodId === undefined ? undefined : ownership.owner(periodId, matchableId);
  return owner ? locate(manifest, owner, matchableId, signal) : [];
}

/** Every place in the document that names the period or the matchable at a place. */
export async function referencesAt(
  at: SectionOffset,
  around: Surroundings,
  signal: AbortSignal,
): Promise<Location[]> {
  const place = schemaPlaceAt(at);
  if (!place) return [];
  const { manifest, ownership } = around;
  const { periodId, matchableId } = namedBy(place);
  if (periodId === undefined && matchableId === undefined) return [];
  if (manifest.kind === 'billOfMaterials') return usesInSection(manifest, at, place);
  const claims =
    matchableId === undefined ? ownership.claims(periodId ?? '') : ownership.uses(matchableId);
  const found: Location[] = [];
  for (const claim of claims.toSorted((a, b) => a.index - b.index || a.at.start - b.at.start)) {
    found.push(...(await locate(manifest, claim, matchableId, signal)));
    if (found.length > locationLimit) break;
  }
  return found;
}

/** The entry of a bill of materials in the manifest beside its folder. */
export function entryOf(
  { path: location }: OpenManifest,
  { manifestEntry }: ManifestFacts,
): Location[] {
  if (!manifestEntry || location === undefined) return [];
  const folder = path.dirname(path.dirname(location));
  const { document, node, place } = manifestEntry;
  const uri = uriOfPath(path.join(folder, 'exportmanifest.json'));
  return [{ uri, range: lspRange(movedRange(nodeRange(document, node), place)) }];
}

interface Named {
  readonly periodId: string | undefined;
  /** Undefined unless the place is a matched id. */
  readonly matchableId: string | undefined;
}

/** What the place names: a period, or a matchable and the period it stands in. */
function namedBy(place: SchemaPlace): Named {
  const { field, value, section } = place;
  const text = section.json.stringValue(value);
  const format = field.type.kind === 'string' ? field.type.format : undefined;
  if (text !== undefined && format === 'periodId') {
    return { periodId: canonicalPeriodId(text), matchableId: undefined };
  }
  if (text !== undefined && format === 'matchableId') {
    return { periodId: periodAround(place), matchableId: text };
  }
  return { periodId: undefined, matchableId: undefined };
}

/** Where an export lists a period, or each time a matched id in it. */
async function locate(
  manifest: OpenManifest,
  claim: PeriodClaim,
  matchableId: string | undefined,
  signal: AbortSignal,
): Promise<Location[]> {
  const { uri, document } = manifest;
  if (matchableId === undefined) {
    return [{ uri, range: lspRange(movedRange(claim.at, document.placeOf(claim.index))) }];
  }
  const { json, rangeOf } = await exportSection(manifest, claim.index, signal);
  const period = json.parent(json.parent(json.nodeAt(claim.at.start)));
  const ids = elementsOf(json, json.property(period, 'matchedEvents'))
    .map(entry => json.property(entry, 'id'))
    .filter(id => json.isString(id, matchableId));
  return ids.map(id => ({ uri, range: rangeOf(id) }));
}

/** In a bill of materials nothing is compared: its text is looked through. */
function usesInSection(
  { uri }: OpenManifest,
  { section: { json, node, rangeOf } }: SectionOffset,
  place: SchemaPlace,
): Location[] {
  const text = json.stringValue(place.value);
  const name = place.field.name;
  const found: NodeIndex[] = [];
  for (const period of elementsOf(json, json.property(node, 'timeDependent'))) {
    const holders = [period, ...elementsOf(json, json.property(period, 'matchedEvents'))];
    for (const holder of holders) {
      const value = json.property(holder, name);
      if (value !== noNode && json.stringValue(value) === text) found.push(value);
    }
  }
  return found.map(value => ({ uri, range: rangeOf(value) }));
}

function billOf(
  manifest: OpenManifest,
  { section }: SchemaPlace,
  facts: ManifestFacts,
): Location[] {
  const exportId = section.part?.exportId;
  const uri = fileBeside(manifest, facts, { exportId, file: 'billofmaterials.json' });
  const start = { line: 0, character: 0 };
  return uri === undefined ? [] : [{ uri, range: { start, end: start } }];
}
