// A value in words, one paragraph each.
import { noNode } from '../../shared/json/nodeTable';
import { splitMatchableId } from '../../shared/manifest/matchableId';
import { countValue } from '../../shared/manifest/nodeValues';
import { parseRootUrl } from '../../shared/manifest/rootUrl';
import { canonicalPeriodId, parseUtc } from '../../shared/manifest/timestamps';
import { bytesText, countOf, countText, dayText } from '../../shared/util/humanText';
import type { SchemaPlace } from './schemaPlace';
import type { Surroundings } from './surroundings';
import { ageText, dateText } from './timeText';

/** What the value of a field says; empty when the text says all. */
export function describeValue(place: SchemaPlace, around: Surroundings): readonly string[] {
  const { field, value, section } = place;
  const { json } = section;
  const text = json.stringValue(value);
  const count = countValue(json, value);
  if (field.type.kind === 'files') return describeFile(place, around);
  if (field.type.kind === 'string' && text !== undefined) {
    switch (field.type.format) {
      case 'timestamp':
        return describeTime(text, around.now);
      case 'periodId':
        return describePeriod(text, around);
      case 'matchableId':
        return describeMatchable(place, text, around);
      case 'url':
        return describeRootUrl(text, around);
      case 'matchableType':
      case undefined:
        return [];
    }
  }
  if (count === undefined) return [];
  if (field.name === 'storageSize') return [`${bytesText(count)} (${countText(count)} bytes).`];
  if (field.name === 'eventCount') return [`${countOf(count, 'event')}.`];
  if (field.name === 'numberOfFiles') return [`${countOf(count, 'file')}.`];
  if (field.name === 'counter') return describeCounter(count, around);
  return [];
}

/** The period that a place lies in, canonical. */
export function periodAround({ section: { json }, containers }: SchemaPlace): string | undefined {
  const period = containers.find(node => json.propertyKey(node, 'periodId') !== noNode) ?? noNode;
  const written = json.stringValue(json.property(period, 'periodId'));
  return written === undefined ? undefined : canonicalPeriodId(written);
}

function describeTime(text: string, now: Date): string[] {
  const millis = parseUtc(text);
  if (millis === undefined) return [];
  const clock = new Date(millis).toISOString().slice(11, 19);
  return [`${dateText(millis)}, ${clock} UTC: ${ageText(millis, now)}.`];
}

function describePeriod(text: string, { ownership, now }: Surroundings): string[] {
  const periodId = canonicalPeriodId(text);
  if (periodId === undefined) return [];
  const start = Date.parse(periodId);
  const day = `The UTC day ${dateText(start)}, which began ${ageText(start, now)}.`;
  const claims = ownership.claims(periodId);
  if (claims.length === 0) return [day];
  const counters = [...new Set(claims.map(({ counter }) => counter))];
  const listed = `In ${countOf(counters.length, 'export')}: ${counters.slice(-12).join(', ')}.`;
  const owner = ownership.owner(periodId, undefined);
  const owned = owner ? ` Its allevents come from export ${owner.counter}.` : '';
  const final = ownership.isProbablyFinal(periodId) ? ' Probably final.' : '';
  return [day, `${listed}${owned}${final}`];
}

function describeMatchable(
  place: SchemaPlace,
  text: string,
  { ownership, names }: Surroundings,
): string[] {
  const { type, id } = splitMatchableId(text);
  const what = type === 'TrackType' ? 'track type' : (type?.toLowerCase() ?? 'matchable');
  const definition = names?.get(text);
  const name = definition?.name === undefined ? '' : ` **${definition.name}**`;
  const group = definition?.group === undefined ? '' : `, in the group ${definition.group}`;
  const described = `The ${what}${name} \`${id}\`${group}.`;
  const periodId = periodAround(place);
  const owner = periodId === undefined ? undefined : ownership.owner(periodId, text);
  if (periodId === undefined || !owner) return [described];
  return [described, `Its events of ${dayText(periodId)} come from export ${owner.counter}.`];
}

function describeCounter(counter: number, { ownership, manifest }: Surroundings): string[] {
  const newer = ownership.newerThan(counter);
  const place = newer === 0 ? 'The newest' : `${countOf(newer, 'newer export')} after it; one`;
  return [`${place} of ${countOf(manifest.document.exports.length, 'export')} in this manifest.`];
}

function describeRootUrl(text: string, { facts }: Surroundings): string[] {
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

function describeFile({ value, section }: SchemaPlace, { facts }: Surroundings): string[] {
  const { json, part } = section;
  const path = json.stringValue(value);
  const exportId = part?.exportId ?? facts.exportId;
  if (path === undefined || exportId === undefined) {
    if (!json.isArray(value)) return [];
    const count = json.childCount(value);
    return [count === 0 ? 'No file: nothing is loaded.' : `${countOf(count, 'file')}.`];
  }
  const size = facts.fileSize?.(exportId, path);
  if (size === undefined) return [];
  const place = `\`${exportId}/${path}\``;
  if (size === null) return [`${place} is not there.`];
  const file = facts.avroFile?.(exportId, path);
  const rows = file?.kind === 'read' ? ` and ${countOf(file.rowCount, 'row')}` : '';
  return [`${place} has ${bytesText(size)}${rows}.`];
}
