import type { MatchableType } from './types';

/** The types of matched events that Pendo documents, which are also folders below `matchedEvents`. */
export const matchableTypes: readonly MatchableType[] = ['Page', 'Feature', 'TrackType'];

/** The key of the list of files that define the things of each type. */
export const definitionsKeys = {
  Page: 'pageDefinitionsFile',
  Feature: 'featureDefinitionsFile',
  TrackType: 'trackTypeDefinitionsFile',
} as const satisfies Record<MatchableType, string>;

export function isMatchableType(text: string): text is MatchableType {
  return text === 'Page' || text === 'Feature' || text === 'TrackType';
}

/** The two halves of `Page/<id>`; without a slash the type is undefined. */
export function splitMatchableId(text: string): { type: string | undefined; id: string } {
  const slash = text.indexOf('/');
  if (slash === -1) return { type: undefined, id: text };
  return { type: text.slice(0, slash), id: text.slice(slash + 1) };
}
