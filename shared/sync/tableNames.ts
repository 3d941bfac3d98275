// Which table a slice lives in, in both layouts (docs/contracts.md, section 6).
import type { Layout } from '../protocol/worker';
import type { SliceKey, SliceKind } from '../plan/slice';

/** Numbers the rows of event tables, so that a slice is a range of rows. */
export const rowColumn = '_row';

/** Holds the part after the slash of the bill of materials' id. */
export const matchableColumn = 'matchableId';

/** Tables of the kinds that have one table each; null: the kind has one table per matchable. */
const names: Readonly<Record<SliceKind, Readonly<Record<Layout, string | null>>>> = {
  allEvents: { consolidated: 'ALLEVENTS', perMatchable: 'allevents' },
  matchedPage: { consolidated: 'MATCHEDPAGEEVENTS', perMatchable: null },
  matchedFeature: { consolidated: 'MATCHEDFEATUREEVENTS', perMatchable: null },
  matchedTrackType: { consolidated: 'MATCHEDTRACKTYPEEVENTS', perMatchable: null },
  pages: { consolidated: 'PAGES', perMatchable: 'allpages' },
  features: { consolidated: 'FEATURES', perMatchable: 'allfeatures' },
  trackTypes: { consolidated: 'TRACKTYPES', perMatchable: 'alltracktypes' },
  guides: { consolidated: 'GUIDES', perMatchable: 'allguides' },
  accounts: { consolidated: 'ACCOUNTS', perMatchable: 'ACCOUNTS' },
  visitors: { consolidated: 'VISITORS', perMatchable: 'VISITORS' },
  metadataSchema: { consolidated: 'METADATASCHEMA', perMatchable: 'METADATASCHEMA' },
};

/** The table of a kind; null where each matchable has its own. */
export function tableOfKind(kind: SliceKind, layout: Layout): string | null {
  return names[kind][layout];
}

/** Whether the kind's rows are events: numbered, and replaced by ranges. */
export function isEventKind(kind: SliceKind): boolean {
  return kind === 'allEvents' || kind.startsWith('matched');
}

/** `Page/abc` → `Page` and `abc`. */
export function splitMatchable(matchableId: string): { type: string; id: string } {
  const slash = matchableId.indexOf('/');
  return { type: matchableId.slice(0, slash), id: matchableId.slice(slash + 1) };
}

/** The columns that identify a row of a table that is merged by key, most likely first. */
export function keyCandidates({ kind }: Pick<SliceKey, 'kind'>): readonly string[] {
  switch (kind) {
    case 'pages':
      return ['pageId', 'id', 'page_id'];
    case 'features':
      return ['featureId', 'id', 'feature_id'];
    case 'trackTypes':
      return ['trackTypeId', 'id', 'track_type_id'];
    case 'guides':
      return ['guideId', 'id', 'guide_id'];
    case 'accounts':
      return ['id', 'accountId', 'account_id'];
    case 'visitors':
      return ['id', 'visitorId', 'visitor_id'];
    case 'allEvents':
    case 'matchedPage':
    case 'matchedFeature':
    case 'matchedTrackType':
    case 'metadataSchema':
      return [];
  }
}
