// A slice is the unit of replacing, counting and reporting: what one drop-and-replace touches.
import type { DefinitionKind, MatchableType } from '../manifest/types';

/** What kind of rows a slice holds; decides its table. Also the words of `--kind`. */
export type SliceKind =
  | 'allEvents'
  | 'matchedPage'
  | 'matchedFeature'
  | 'matchedTrackType'
  | 'pages'
  | 'features'
  | 'trackTypes'
  | 'guides'
  | 'accounts'
  | 'visitors'
  | 'metadataSchema';

export const sliceKinds: readonly SliceKind[] = [
  'pages',
  'features',
  'trackTypes',
  'guides',
  'allEvents',
  'matchedPage',
  'matchedFeature',
  'matchedTrackType',
  'metadataSchema',
  'accounts',
  'visitors',
];

/** What identifies a slice within one application (or account, or visitor) database. */
export interface SliceKey {
  readonly kind: SliceKind;
  /** `YYYY-MM-DDT00:00:00Z`; null for definitions, accounts, visitors. */
  readonly periodId: string | null;
  /** `Page/<id>`, …; null unless the kind is matched. */
  readonly matchableId: string | null;
}

/** The key as one string for maps: `matchedPage|2023-02-22T00:00:00Z|Page/abc`. */
export function sliceKeyOf({ kind, periodId, matchableId }: SliceKey): string {
  return `${kind}|${periodId ?? ''}|${matchableId ?? ''}`;
}

const matchedKinds = {
  Page: 'matchedPage',
  Feature: 'matchedFeature',
  TrackType: 'matchedTrackType',
} as const;

/** The slice kind of matched events: `Page` is `matchedPage`. */
export function matchedKind(type: MatchableType): SliceKind {
  return matchedKinds[type];
}

export function isDefinitionKind(kind: SliceKind): kind is DefinitionKind {
  return kind === 'pages' || kind === 'features' || kind === 'trackTypes' || kind === 'guides';
}
