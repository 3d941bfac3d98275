// What stands beside a value without being text: sizes as people read them, names behind ids, rows, and who replaces a period.
import { InlayHintKind, type InlayHint } from 'vscode-languageserver';

import { elementsOf } from '../../shared/manifest/exportView';
import { canonicalPeriodId } from '../../shared/manifest/timestamps';
import type { NodeIndex } from '../../shared/manifest/types';
import { bytesText, countOf } from '../../shared/util/humanText';
import type { OpenManifest } from '../openManifest';
import { exportSection, type Section } from './section';
import type { Surroundings } from './surroundings';

/** Half-open. */
export interface OffsetRange {
  readonly start: number;
  readonly end: number;
}

/** The hints between two offsets. */
export async function inlayHintsOf(
  around: Surroundings,
  seen: OffsetRange,
  signal: AbortSignal,
): Promise<InlayHint[]> {
  const hints: InlayHint[] = [];
  for (const index of exportsBetween(around.manifest, seen)) {
    const section = await exportSection(around.manifest, index, signal);
    const { offset } = around.manifest.document.placeOf(index);
    const own = { start: seen.start - offset, end: seen.end - offset };
    hints.push(...new ExportHints(around, index, section, own).all());
  }
  return hints;
}

/** The exports that overlap a range. */
export function exportsBetween({ document }: OpenManifest, seen: OffsetRange): readonly number[] {
  return [...document.exports.keys()].filter(index => {
    const { start, end } = document.rangeOf(index);
    return start < seen.end && seen.start < end;
  });
}

class ExportHints {
  readonly #hints: InlayHint[] = [];

  constructor(
    private readonly around: Surroundings,
    private readonly index: number,
    private readonly section: Section,
    private readonly seen: OffsetRange,
  ) {}

  all(): readonly InlayHint[] {
    const { json, node } = this.section;
    const sizeNode = json.property(node, 'storageSize');
    const size = json.numberValue(sizeNode);
    if (size !== undefined && size >= 0) this.#add(sizeNode, bytesText(size));
    for (const key of json.children(node)) this.#files(json.valueOf(key));
    for (const name of ['accounts', 'visitors']) {
      this.#files(json.property(json.property(node, name), 'files'));
    }
    for (const period of this.#seen(elementsOf(json, json.property(node, 'timeDependent')))) {
      this.#period(period);
    }
    return this.#hints;
  }

  #period(node: NodeIndex): void {
    const { json } = this.section;
    const idNode = json.property(node, 'periodId');
    const periodId = canonicalPeriodId(json.stringValue(idNode) ?? '');
    const { ownership } = this.around;
    const claims = periodId === undefined ? [] : ownership.claims(periodId);
    const claim = claims.find(
      ({ index, at }) => index === this.index && at.start === json.start(idNode),
    );
    const newer = claim && periodId ? ownership.supersededBy(periodId, claim) : undefined;
    if (newer) this.#add(idNode, `superseded by ${newer.counter}`);
    this.#files(json.property(json.property(node, 'allEvents'), 'files'));
    for (const entry of this.#seen(elementsOf(json, json.property(node, 'matchedEvents')))) {
      const matchedId = json.property(entry, 'id');
      const name = this.around.names?.get(json.stringValue(matchedId) ?? '')?.name;
      if (name !== undefined && name !== '') this.#add(matchedId, name);
      this.#files(json.property(entry, 'files'));
    }
  }

  /** Of each Avro file that is there its rows, where they are known, and its size. */
  #files(list: NodeIndex): void {
    const { json, part } = this.section;
    const { facts } = this.around;
    const exportId = part?.exportId ?? facts.exportId;
    if (exportId === undefined || !json.isArray(list)) return;
    for (const node of this.#seen([...json.children(list)])) {
      const path = json.stringValue(node);
      const size = path === undefined ? undefined : facts.fileSize?.(exportId, path);
      if (path === undefined || typeof size !== 'number') continue;
      const file = facts.avroFile?.(exportId, path);
      const rows = file?.kind === 'read' ? `${countOf(file.rowCount, 'row')} · ` : '';
      this.#add(node, `${rows}${bytesText(size)}`);
    }
  }

  #seen(nodes: readonly NodeIndex[]): readonly NodeIndex[] {
    const { json } = this.section;
    return nodes.filter(
      node => json.start(node) < this.seen.end && this.seen.start < json.end(node),
    );
  }

  #add(node: NodeIndex, label: string): void {
    if (this.#seen([node]).length === 0) return;
    const { end } = this.section.rangeOf(node);
    this.#hints.push({ position: end, label, kind: InlayHintKind.Type, paddingLeft: true });
  }
}
