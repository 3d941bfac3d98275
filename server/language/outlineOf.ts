// What an outline says of one export, in places of its own text.
import { noNode } from '../../shared/json/nodeTable';
import { elementsOf } from '../../shared/manifest/exportView';
import { nodeRange, type TextRange } from '../../shared/manifest/textRange';
import { canonicalPeriodId } from '../../shared/manifest/timestamps';
import type { ManifestFileKind, NodeIndex } from '../../shared/manifest/types';
import { bytesText, counted, dayText } from '../../shared/util/humanText';
import { ownText } from '../../shared/util/ownText';
import type { Translate } from '../../shared/util/translate';
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
export function outlineOf(t: Translate, section: Section, kind: ManifestFileKind): OutlineItem {
  const { json, node } = section;
  const periods = elementsOf(json, json.property(node, 'timeDependent'));
  const counter = ownText(json.rawText(json.property(node, 'counter')));
  return {
    name: kind === 'exportManifest' ? exportName(t, counter) : t('Bill of materials'),
    detail: exportDetail(t, section, periods.length),
    kind: 'export',
    ...placesOf(section, node, 'counter'),
    children: periods.map(period => periodItem(t, section, period)),
    omitted: 0,
  };
}

/** `Export 412`. */
export function exportName(t: Translate, counter: string | number | undefined): string {
  return counter === undefined || counter === ''
    ? t('Export without a counter')
    : t('Export {0}', counter);
}

function periodItem(t: Translate, section: Section, node: NodeIndex): OutlineItem {
  const { json } = section;
  const entries = elementsOf(json, json.property(node, 'matchedEvents'));
  const allEvents = json.property(node, 'allEvents');
  const shown = entries.slice(0, matchedLimit).map(entry => {
    const id = ownText(json.stringValue(json.property(entry, 'id')) ?? '');
    return filesItem(t, section, { node: entry, name: id === '' ? t('without an id') : id });
  });
  const written = json.stringValue(json.property(node, 'periodId')) ?? '';
  const periodId = canonicalPeriodId(written);
  return {
    name: periodId === undefined ? ownText(t('Period {0}', written)) : dayText(periodId),
    detail: entries.length > 0 ? entriesText(t, entries.length) : '',
    kind: 'period',
    ...placesOf(section, node, 'periodId'),
    children: json.isObject(allEvents)
      ? [filesItem(t, section, { node: allEvents, name: 'allEvents' }), ...shown]
      : shown,
    omitted: entries.length - shown.length,
  };
}

function entriesText(t: Translate, count: number): string {
  return counted(count, t('{0} matched entry'), t('{0} matched entries'));
}

function filesItem(
  t: Translate,
  section: Section,
  { node, name }: { readonly node: NodeIndex; readonly name: string },
): OutlineItem {
  const detail = filesDetail(t, section, node);
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

function exportDetail(t: Translate, { json, node }: Section, periods: number): string {
  const timestamp = json.stringValue(json.property(node, 'timestamp')) ?? '';
  const type = json.property(node, 'exportType');
  const types = [...json.children(type)].map(child => json.stringValue(child) ?? '');
  const size = json.numberValue(json.property(node, 'storageSize'));
  const parts = [
    timestamp.slice(0, 10),
    types.join(', '),
    size === undefined ? '' : bytesText(size),
    ...['accounts', 'visitors'].filter(key => json.property(node, key) !== noNode),
    periods > 0 ? counted(periods, t('{0} period'), t('{0} periods')) : '',
  ];
  return ownText(parts.filter(part => part !== '').join(' · '));
}

function filesDetail(t: Translate, { json }: Section, node: NodeIndex): string {
  const list = json.property(node, 'files');
  const files = json.isArray(list) ? json.childCount(list) : list === noNode ? 0 : 1;
  if (files === 0) return t('delete only');
  const count = json.numberValue(json.property(node, 'eventCount'));
  const filesText = counted(files, t('{0} file'), t('{0} files'));
  if (count === undefined) return filesText;
  return `${counted(count, t('{0} event'), t('{0} events'))} · ${filesText}`;
}
