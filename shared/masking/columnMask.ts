// Which columns hold personal data. What is not known to hold none is masked: Pendo's columns drift, and metadata
// columns are the customer's own. Pure.

/** What is done to a column before anybody sees it. */
export type ColumnMask =
  /** Nothing: it says nothing of a person. */
  | 'none'
  /** What looks like an e-mail address is replaced, the rest stays. */
  | 'addresses'
  /** The query and the fragment of a URL are replaced, and addresses in the rest. */
  | 'url'
  /** Replaced whole; of JSON each leaf, so that its keys still can be asked for. */
  | 'value';

/** Of tables that define pages, features, track types and guides, in both layouts. */
const definitions: ReadonlySet<string> = new Set(
  ['pages', 'features', 'tracktypes', 'guides', 'allpages', 'allfeatures', 'alltracktypes'].concat([
    'allguides',
    'metadataschema',
  ]),
);

/** Columns of events, visitors and accounts that say nothing of a person, or no more than thousands share. */
const impersonal: ReadonlySet<string> = new Set(
  ['_row', 'periodId', 'eventId', 'eventType', 'eventClass', 'eventSource', 'browserTimestamp']
    .concat(['receivedTimestamp', 'browserTime', 'receivedTime', 'subscriptionId', 'appId'])
    .concat(['appKey', 'browser', 'browserName', 'browserVersion', 'language', 'country', 'region'])
    .concat(['matchableId', 'pageId', 'featureId', 'trackTypeId', 'loadTime', 'isFrustrated'])
    .concat(['guideId', 'guideStepId', 'guideSeenReason', 'guideSeenTimestamp', 'guideVersion'])
    .concat(['pollId', 'pollType', 'pollResponseNumber', 'auto_firstvisit', 'auto_lastvisit'])
    .concat(['auto_lastbrowsername', 'auto_lastbrowserversion', 'auto_lastoperatingsystem'])
    .map(name => name.toLowerCase()),
);

const urls: ReadonlySet<string> = new Set(['url', 'referrer', 'pageurl', 'currenturl']);

/** Who made a definition is a person too. */
const ofPeople = /user|author|owner|e-?mail|phone|person|people/i;

/** What is done to a column of a table; names count regardless of case, as in SQL. */
export function columnMask(table: string, column: string): ColumnMask {
  const [inTable, name] = [table.toLowerCase(), column.toLowerCase()];
  if (inTable.startsWith('_pds_')) return 'addresses';
  if (definitions.has(inTable)) {
    if (ofPeople.test(name)) return 'value';
    return /id$/.test(name) ? 'none' : 'addresses';
  }
  if (impersonal.has(name)) return 'none';
  if (urls.has(name)) return 'url';
  return name === 'elementpath' ? 'addresses' : 'value';
}
