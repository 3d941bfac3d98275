// A value in words, one paragraph each.
import type { ManifestFacts } from '../../shared/manifest/facts';
import { splitMatchableId } from '../../shared/manifest/matchableId';
import { countValue } from '../../shared/manifest/nodeValues';
import { parseRootUrl } from '../../shared/manifest/rootUrl';
import { canonicalPeriodId, parseUtc } from '../../shared/manifest/timestamps';
import { probablyFinal } from '../../shared/plan/probablyFinal';
import { bytesText, countOf, countText, dayText } from '../../shared/util/humanText';
import type { OpenManifest } from '../openManifest';
import { exportIdAt } from './exportAt';
import type { SchemaPlace } from './schemaPlace';
import { ageText, dateText } from './timeText';

/** What values are compared with. */
export interface ValueContext {
  readonly facts: ManifestFacts;
  readonly now: Date;
}

/** What the value of a field says; empty when the text says all. */
export function describeValue(
  manifest: OpenManifest,
  place: SchemaPlace,
  context: ValueContext,
): readonly string[] {
  const { json } = manifest;
  const { field, value } = place;
  const text = json.stringValue(value);
  const count = countValue(json, value);
  if (field.type.kind === 'files') return describeFile(manifest, place, context);
  if (field.type.kind === 'string' && text !== undefined) {
    switch (field.type.format) {
      case 'timestamp':
        return describeTime(text, context.now);
      case 'periodId':
        return describePeriod(manifest, text, context.now);
      case 'matchableId':
        return describeMatchable(manifest, place, text);
      case 'url':
        return describeRootUrl(text, context.facts);
      case 'matchableType':
      case undefined:
        return [];
    }
  }
  if (count === undefined) return [];
  if (field.name === 'storageSize') return [`${bytesText(count)} (${countText(count)} bytes).`];
  if (field.name === 'eventCount') return [`${countOf(count, 'event')}.`];
  if (field.name === 'counter') return describeCounter(manifest, count);
  return [];
}

function describeTime(text: string, now: Date): string[] {
  const millis = parseUtc(text);
  if (millis === undefined) return [];
  const clock = new Date(millis).toISOString().slice(11, 19);
  return [`${dateText(millis)}, ${clock} UTC: ${ageText(millis, now)}.`];
}

function describePeriod(manifest: OpenManifest, text: string, now: Date): string[] {
  const periodId = canonicalPeriodId(text);
  if (periodId === undefined) return [];
  const start = Date.parse(periodId);
  const day = `The UTC day ${dateText(start)}, which began ${ageText(start, now)}.`;
  const { ownership, entries } = manifest;
  const claims = ownership.claims(periodId);
  if (claims.length === 0) return [day];
  const counters = [...new Set(claims.map(({ entry }) => entry.counter))];
  const listed = `In ${countOf(counters.length, 'export')}: ${counters.slice(-12).join(', ')}.`;
  const owner = ownership.allEventsOwner(periodId);
  const owned = owner ? ` Its allevents come from export ${owner.entry.counter}.` : '';
  const final = probablyFinal(periodId, entries) ? ' Probably final.' : '';
  return [day, `${listed}${owned}${final}`];
}

function describeMatchable(
  manifest: OpenManifest,
  { containers }: SchemaPlace,
  text: string,
): string[] {
  const { type, id } = splitMatchableId(text);
  const what = `The ${type === 'TrackType' ? 'track type' : (type?.toLowerCase() ?? 'matchable')} \`${id}\`.`;
  const period = containers.find(node => manifest.json.property(node, 'periodId') >= 0);
  const written = manifest.json.stringValue(manifest.json.property(period ?? -1, 'periodId'));
  const periodId = written === undefined ? undefined : canonicalPeriodId(written);
  if (periodId === undefined) return [what];
  const owner = manifest.ownership.matchedOwner(periodId, text);
  if (!owner) return [what];
  return [what, `Its events of ${dayText(periodId)} come from export ${owner.entry.counter}.`];
}

function describeCounter({ entries }: OpenManifest, counter: number): string[] {
  const newer = entries.filter(entry => entry.counter > counter).length;
  const place = newer === 0 ? 'The newest' : `${countOf(newer, 'newer export')} after it; one`;
  return [`${place} of ${countOf(entries.length, 'export')} in this manifest.`];
}

function describeRootUrl(text: string, facts: ManifestFacts): string[] {
  const parts = parseRootUrl(text);
  if (!parts) return [];
  const owner = parts.isBelowDatasync
    ? ` of application ${parts.application}, subscription ${parts.subscription}`
    : '';
  const present = facts.hasExportFiles?.(parts.exportId);
  const copy =
    present === undefined
      ? ''
      : present
        ? ' Its files lie beside this manifest.'
        : ' None of its files lies beside this manifest.';
  return [`Export folder \`${parts.exportId}\`${owner}.${copy}`];
}

function describeFile(
  manifest: OpenManifest,
  { value, containers, key }: SchemaPlace,
  { facts }: ValueContext,
): string[] {
  const { json } = manifest;
  const path = json.stringValue(value);
  const exportId = exportIdAt(manifest, [...containers, key]) ?? facts.exportId;
  if (path === undefined || exportId === undefined) {
    return json.isArray(value) ? [`${countOf(json.childCount(value), 'file')}.`] : [];
  }
  const size = facts.fileSize?.(exportId, path);
  if (size === undefined) return [];
  const place = `\`${exportId}/${path}\``;
  return [size === null ? `${place} is not there.` : `${place} has ${bytesText(size)}.`];
}
