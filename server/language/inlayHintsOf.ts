// What stands beside a value without being text: sizes as people read them, names behind ids, rows, and who replaces a period.
import { InlayHintKind, type InlayHint } from 'vscode-languageserver';

import { elementsOf } from '../../shared/manifest/exportView';
import { canonicalPeriodId } from '../../shared/manifest/timestamps';
import type { NodeIndex } from '../../shared/manifest/types';
import { bytesText, countOf } from '../../shared/util/humanText';
import { seenSections, type OffsetRange, type SeenSection } from './seenSections';
import type { Surroundings } from './surroundings';

/** The hints between two offsets. */
export async function inlayHintsOf(
  around: Surroundings,
  range: OffsetRange,
  signal: AbortSignal,
): Promise<InlayHint[]> {
  const hints: InlayHint[] = [];
  for await (const seen of seenSections(around.manifest, range, signal)) {
    hints.push(...new ExportHints(around, seen).all());
  }
  return hints;
}

class ExportHints {
  readonly #hints: InlayHint[] = [];

  constructor(
    private readonly around: Surroundings,
    private readonly seen: SeenSection,
  ) {}

  all(): readonly InlayHint[] {
    const { json, node } = this.seen.section;
    const sizeNode = json.property(node, 'storageSize');
    const size = json.numberValue(sizeNode);
    if (size !== undefined && size >= 0) this.#add(sizeNode, bytesText(size));
    for (const key of json.children(node)) this.#files(json.valueOf(key));
    for (const name of ['accounts', 'visitors']) {
      this.#files(json.property(json.property(node, name), 'files'));
    }
    const periods = elementsOf(json, json.property(node, 'timeDependent'));
    for (const period of periods.filter(this.seen.isSeen)) this.#period(period);
    return this.#hints;
  }

  #period(node: NodeIndex): void {
    const { json } = this.seen.section;
    const idNode = json.property(node, 'periodId');
    const periodId = canonicalPeriodId(json.stringValue(idNode) ?? '');
    const listing = { index: this.seen.index, start: json.start(idNode) };
    const newer = periodId && this.around.ownership.supersededBy(periodId, listing);
    if (newer) this.#add(idNode, `superseded by ${newer.counter}`);
    this.#files(json.property(json.property(node, 'allEvents'), 'files'));
    const entries = elementsOf(json, json.property(node, 'matchedEvents'));
    for (const entry of entries.filter(this.seen.isSeen)) {
      const matchedId = json.property(entry, 'id');
      const name = this.around.names?.get(json.stringValue(matchedId) ?? '')?.name;
      if (name !== undefined && name !== '') this.#add(matchedId, name);
      this.#files(json.property(entry, 'files'));
    }
  }

  /** Of each Avro file that is there its rows, where they are known, and its size. */
  #files(list: NodeIndex): void {
    const { json, part } = this.seen.section;
    const { facts } = this.around;
    const exportId = part?.exportId ?? facts.exportId;
    if (exportId === undefined || !json.isArray(list)) return;
    for (const node of [...json.children(list)].filter(this.seen.isSeen)) {
      const path = json.stringValue(node);
      const size = path === undefined ? undefined : facts.fileSize?.(exportId, path);
      if (path === undefined || typeof size !== 'number') continue;
      const file = facts.avroFile?.(exportId, path);
      const rows = file?.kind === 'read' ? `${countOf(file.rowCount, 'row')} · ` : '';
      this.#add(node, `${rows}${bytesText(size)}`);
    }
  }

  #add(node: NodeIndex, label: string): void {
    if (!this.seen.isSeen(node)) return;
    const { end } = this.seen.section.rangeOf(node);
    this.#hints.push({ position: end, label, kind: InlayHintKind.Type, paddingLeft: true });
  }
}
