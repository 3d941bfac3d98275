// What columns of Pendo's exports mean, as far as Pendo says so. Columns drift: what is not here has no meaning known.

const meanings: ReadonlyMap<string, string> = new Map(
  Object.entries({
    _row: 'Number of the row in the local database; says nothing of the event.',
    periodId:
      'The UTC day of the event, `YYYY-MM-DD`. Narrow by it: it is what a day is loaded by.',
    eventId:
      'Id of the event. In matched tables the same event may be there for several pages or features.',
    matchableId: 'Id of the page, feature or track type that the event matched.',
    browserTimestamp: 'When the event happened, by the browser’s clock, UTC.',
    receivedTimestamp: 'When Pendo received the event, UTC. May be days after it happened.',
    visitorId: 'Who did it. Anonymous visitors begin with `_PENDO_T_`.',
    accountId: 'The account that the visitor was in; NULL where there is none.',
    subscriptionId: 'Id of the Pendo subscription.',
    appId: 'Id of the Pendo application.',
    eventType: 'What kind of event it is: `load`, `click`, `guideSeen`, …',
    url: 'Address of the page, as Pendo normalized it.',
    elementPath: 'The element of the page that was used, as a path of selectors.',
    propertiesJson: "Properties of the event as JSON: `json_extract(propertiesJson, '$.key')`.",
    userAgent: 'What the browser calls itself.',
    remoteIp: 'Address that the event came from.',
    loadTime: 'How long the page took to load, in milliseconds.',
    guideId: 'Id of the guide that the event is about.',
    guideStepId: 'Id of the step of the guide.',
    guideSeenReason: 'Why the guide was shown.',
    pollId: 'Id of the poll of a guide that was answered.',
    pageId: 'Id of the page; matched events have it as `matchableId`.',
    featureId: 'Id of the feature; matched events have it as `matchableId`.',
    trackTypeId: 'Id of the track type; matched events have it as `matchableId`.',
    isCoreEvent: '1 for what is marked as a core event in Pendo.',
  }).map(([name, text]) => [name.toLowerCase(), text]),
);

/** What a column means; undefined where nothing is known of it. */
export function columnMeaning(column: string): string | undefined {
  return meanings.get(column.toLowerCase());
}
