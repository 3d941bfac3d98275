// What an outline says of one export, in places of its own text.
import { noNode } from '../../shared/json/nodeTable';
import { elementsOf } from '../../shared/manifest/exportView';
import { nodeRange, type TextRange } from '../../shared/manifest/textRange';
import { canonicalPeriodId } from '../../shared/manifest/timestamps';
import type { ManifestFileKind, NodeIndex } from '../../shared/manifest/types';
import { bytesText, countOf, dayText } from '../../shared/util/humanText';
import { ownText } from '../../shared/util/ownText';
import type { Section } from './section';

/** An entry of an outline. */
export interface OutlineItem {
  /** Of matched events their id. */
  readonly name: string;
  readonly detail: string;
  readonly kind: 'export' | 'period' | 'files';
  readonly range: TextRange;
  /** Where the value stands by which the object is found. */
  readonly selection: TextRange;
  readonly children: readonly OutlineItem[];
  /** How many children are left out. */
  readonly omitted: number;
}

/** Matched entries listed of one period. */
const matchedLimit = 200;

/** The outline of one export. */
export function outlineOf(section: Section, kind: ManifestFileKind): OutlineItem {
  const { json, node } = section;
  const periods = elementsOf(json, json.property(node, 'timeDependent'));
  const counter = ownText(json.rawText(json.property(node, 'counter')));
  const name = `Export ${counter === '' ? 'without a counter' : counter}`;
  return {
    name: kind === 'exportManifest' ? name : 'Bill of materials',
    detail: exportDetail(section, periods.length),
    kind: 'export',
    ...placesOf(section, node, 'counter'),
    children: periods.map(period => periodItem(section, period)),
    omitted: 0,
  };
}

function periodItem(section: Section, node: NodeIndex): OutlineItem {
  const { json } = section;
  const entries = elementsOf(json, json.property(node, 'matchedEvents'));
  const allEvents = json.property(node, 'allEvents');
  const shown = entries.slice(0, matchedLimit).map(entry => {
    const id = ownText(json.stringValue(json.property(entry, 'id')) ?? '');
    return filesItem(section, entry, id === '' ? 'without an id' : id);
  });
  const written = json.stringValue(json.property(node, 'periodId')) ?? '';
  const periodId = canonicalPeriodId(written);
  return {
    name: periodId === undefined ? ownText(`Period ${written}`) : dayText(periodId),
    detail: entries.length > 0 ? countOf(entries.length, 'matched entry', 'matched entries') : '',
    kind: 'period',
    ...placesOf(section, node, 'periodId'),
    children: json.isObject(allEvents)
      ? [filesItem(section, allEvents, 'allEvents'), ...shown]
      : shown,
    omitted: entries.length - shown.length,
  };
}

function filesItem(section: Section, node: NodeIndex, name: string): OutlineItem {
  const detail = filesDetail(section, node);
  const places = placesOf(section, node, 'id');
  return { name, detail, kind: 'files', ...places, children: [], omitted: 0 };
}

/** An object, and the value by which it is found in the text. */
function placesOf(
  { json }: Section,
  node: NodeIndex,
  key: string,
): Pick<OutlineItem, 'range' | 'selection'> {
  const range = nodeRange(json, node);
  const value = json.property(node, key);
  return { range, selection: value === noNode ? range : nodeRange(json, value) };
}

function exportDetail({ json, node }: Section, periods: number): string {
  const timestamp = json.stringValue(json.property(node, 'timestamp')) ?? '';
  const type = json.property(node, 'exportType');
  const types = [...json.children(type)].map(child => json.stringValue(child) ?? '');
  const size = json.numberValue(json.property(node, 'storageSize'));
  const parts = [
    timestamp.slice(0, 10),
    types.join(', '),
    size === undefined ? '' : bytesText(size),
    ...['accounts', 'visitors'].filter(key => json.property(node, key) !== noNode),
    periods > 0 ? countOf(periods, 'period') : '',
  ];
  return ownText(parts.filter(part => part !== '').join(' · '));
}

function filesDetail({ json }: Section, node: NodeIndex): string {
  const list = json.property(node, 'files');
  const files = json.isArray(list) ? json.childCount(list) : list === noNode ? 0 : 1;
  if (files === 0) return 'delete only';
  const count = json.numberValue(json.property(node, 'eventCount'));
  return `${count === undefined ? '' : `${countOf(count, 'event')} · `}${countOf(files, 'file')}`;
}
