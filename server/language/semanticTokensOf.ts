// What colours cannot be told from the text alone: superseded periods and matched entries, entries that only delete, ids that nothing defines.
import { SemanticTokensBuilder, type Range } from 'vscode-languageserver';

import { elementsOf } from '../../shared/manifest/exportView';
import { splitMatchableId } from '../../shared/manifest/matchableId';
import { canonicalPeriodId } from '../../shared/manifest/timestamps';
import type { NodeIndex } from '../../shared/manifest/types';
import type { Section } from './section';
import { seenSections, type OffsetRange, type SeenSection } from './seenSections';
import type { Surroundings } from './surroundings';

/** The token types and modifiers that are used; `deprecated` is what later exports bring again. */
export const tokenLegend = {
  tokenTypes: ['string'],
  tokenModifiers: ['deprecated', 'deleteOnly', 'unknown'],
};

type Modifier =
  /** Later exports bring it again. */
  | 'deprecated'
  /** Without files: the period is emptied. */
  | 'deleteOnly'
  /** No definition file knows the id. */
  | 'unknown';

/** Tokens of one answer: an editor colours each. */
const tokenLimit = 20_000;

/** The tokens between two offsets, in the protocol's encoding. */
export async function semanticTokensOf(
  around: Surroundings,
  range: OffsetRange,
  signal: AbortSignal,
): Promise<number[]> {
  const builder = new SemanticTokensBuilder();
  let left = tokenLimit;
  for await (const seen of seenSections(around.manifest, range, signal)) {
    for (const { node, modifiers } of tokensOf(around, seen)) {
      if (left-- <= 0) return builder.build().data;
      push(builder, seen.section.rangeOf(node), modifiers);
    }
  }
  return builder.build().data;
}

interface Token {
  readonly node: NodeIndex;
  readonly modifiers: readonly Modifier[];
}

function* tokensOf(
  around: Surroundings,
  { index, section: { json, node }, isSeen }: SeenSection,
): Iterable<Token> {
  for (const period of elementsOf(json, json.property(node, 'timeDependent')).filter(isSeen)) {
    const idNode = json.property(period, 'periodId');
    const periodId = canonicalPeriodId(json.stringValue(idNode) ?? '');
    const listing = { index, start: json.start(idNode) };
    if (periodId && around.ownership.supersededBy(periodId, listing)) {
      yield { node: idNode, modifiers: ['deprecated'] };
    }
    const entries = elementsOf(json, json.property(period, 'matchedEvents')).filter(isSeen);
    for (const entry of entries) {
      const id = json.property(entry, 'id');
      const modifiers = modifiersOf(around, index, { json, entry, periodId });
      if (modifiers.length > 0 && json.kind(id) === 'string') yield { node: id, modifiers };
    }
  }
}

interface MatchedPlace {
  readonly json: Section['json'];
  readonly entry: NodeIndex;
  readonly periodId: string | undefined;
}

function modifiersOf(
  { ownership, names }: Surroundings,
  index: number,
  { json, entry, periodId }: MatchedPlace,
): readonly Modifier[] {
  const id = json.stringValue(json.property(entry, 'id'));
  if (id === undefined) return [];
  const modifiers: Modifier[] = [];
  const counter = ownership.counterOf(index);
  const owner = periodId === undefined ? undefined : ownership.owner(periodId, id);
  if (owner && counter !== undefined && owner.counter > counter) modifiers.push('deprecated');
  const files = json.property(entry, 'files');
  if (json.isArray(files) && json.childCount(files) === 0) modifiers.push('deleteOnly');
  const { type } = splitMatchableId(id);
  if (type !== undefined && names?.knowsType(type) && !names.get(id)) modifiers.push('unknown');
  return modifiers;
}

function push(
  builder: SemanticTokensBuilder,
  { start, end }: Range,
  modifiers: readonly Modifier[],
): void {
  // A token lies in one line; a string that does not is broken anyway.
  if (start.line !== end.line) return;
  const bits = modifiers.reduce(
    (all, name) => all | (1 << tokenLegend.tokenModifiers.indexOf(name)),
    0,
  );
  builder.push(start.line, start.character, end.character - start.character, 0, bits);
}
