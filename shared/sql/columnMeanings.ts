// What columns of Pendo's exports mean, as far as Pendo says so. Columns drift: what is not here has no meaning known.
import type { Translate } from '../util/translate';

/** What a column means; undefined where nothing is known of it. */
export function columnMeaning(t: Translate, column: string): string | undefined {
  const wanted = column.toLowerCase();
  return Object.entries(meanings(t)).find(([name]) => name.toLowerCase() === wanted)?.[1];
}

const meanings = (t: Translate): Readonly<Record<string, string>> => ({
  _row: t('Number of the row in the local database; says nothing of the event.'),
  periodId: t(
    'The UTC day of the event, `YYYY-MM-DD`. Narrow by it: it is what a day is loaded by.',
  ),
  eventId: t(
    'Id of the event. In matched tables the same event may be there for several pages or features.',
  ),
  matchableId: t('Id of the page, feature or track type that the event matched.'),
  browserTimestamp: t('When the event happened, by the browser’s clock, UTC.'),
  receivedTimestamp: t('When Pendo received the event, UTC. May be days after it happened.'),
  visitorId: t('Who did it. Anonymous visitors begin with `_PENDO_T_`.'),
  accountId: t('The account that the visitor was in; NULL where there is none.'),
  subscriptionId: t('Id of the Pendo subscription.'),
  appId: t('Id of the Pendo application.'),
  eventType: t('What kind of event it is: `load`, `click`, `guideSeen`, …'),
  url: t('Address of the page, as Pendo normalized it.'),
  elementPath: t('The element of the page that was used, as a path of selectors.'),
  propertiesJson: t("Properties of the event as JSON: `json_extract(propertiesJson, '$.key')`."),
  userAgent: t('What the browser calls itself.'),
  remoteIp: t('Address that the event came from.'),
  loadTime: t('How long the page took to load, in milliseconds.'),
  guideId: t('Id of the guide that the event is about.'),
  guideStepId: t('Id of the step of the guide.'),
  guideSeenReason: t('Why the guide was shown.'),
  pollId: t('Id of the poll of a guide that was answered.'),
  pageId: t('Id of the page; matched events have it as `matchableId`.'),
  featureId: t('Id of the feature; matched events have it as `matchableId`.'),
  trackTypeId: t('Id of the track type; matched events have it as `matchableId`.'),
  isCoreEvent: t('1 for what is marked as a core event in Pendo.'),
});
