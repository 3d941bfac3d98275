// Queries that are worth asking of what was loaded: only those whose tables and columns are there. Pure.
import type { Translate } from '../util/translate';
import { quoteName } from './quoteName';

/** A query with a heading. */
export interface ReadyQuery {
  readonly title: string;
  readonly sql: string;
}

/** A table or view and its columns. */
export interface KnownTable {
  /** `ALLEVENTS`; of an attached database `visitor.VISITORS`. */
  readonly name: string;
  readonly columns: readonly string[];
}

/** The ready queries for these tables, the one to begin with first; headings are in the user's language, SQL is SQL. */
export function readyQueries(t: Translate, tables: readonly KnownTable[]): ReadyQuery[] {
  const schema = new Schema(tables);
  const found = [
    eventsPerDay(t, schema),
    topMatched(schema, t('Top pages'), 'page', 'MATCHEDPAGEEVENTS', 'PAGES', 'pageId'),
    topMatched(
      schema,
      t('Top features'),
      'feature',
      'MATCHEDFEATUREEVENTS',
      'FEATURES',
      'featureId',
    ),
    topMatched(
      schema,
      t('Top track types'),
      'tracktype',
      'MATCHEDTRACKTYPEEVENTS',
      'TRACKTYPES',
      'trackTypeId',
    ),
    visitorsPerAccount(t, schema),
    activePerWeek(t, schema),
    newVisitors(t, schema),
    guideActivity(t, schema),
    lateEvents(t, schema),
    daysAndExports(t, schema),
  ].filter(query => query !== undefined);
  return found.length > 0 ? found : firstRows(t, tables);
}

/** A statement that shows the first rows of a table. */
export function firstRowsOf(name: string): string {
  const parts = name.split('.').map(quoteName);
  return `SELECT *\nFROM ${parts.join('.')}\nLIMIT 1000;`;
}

/** The text of a document with these queries below its first line. */
export function queryDocument(line: string, queries: readonly ReadyQuery[]): string {
  const parts = queries.map(({ title, sql }) => `-- ${title}\n${sql}\n`);
  return `${[`${line}\n`, ...parts].join('\n')}`;
}

function firstRows(t: Translate, tables: readonly KnownTable[]): ReadyQuery[] {
  return tables
    .filter(({ name }) => !name.includes('_pds_') && !name.includes('.'))
    .slice(0, 20)
    .map(({ name }) => ({ title: t('First rows of {0}', name), sql: firstRowsOf(name) }));
}

/** What is there, by name; SQL does not mind the case. */
class Schema {
  readonly #tables: ReadonlyMap<string, KnownTable>;

  constructor(tables: readonly KnownTable[]) {
    this.#tables = new Map(tables.map(table => [table.name.toLowerCase(), table]));
  }

  /** The table's own name, where it has all of these columns. */
  find(name: string, ...columns: readonly string[]): string | undefined {
    const table = this.#tables.get(name.toLowerCase());
    const own = table?.columns.map(column => column.toLowerCase()) ?? [];
    return columns.every(column => own.includes(column.toLowerCase())) ? table?.name : undefined;
  }

  /** Whether pages, features or track types have tables of their own. */
  hasTableOf(type: string): boolean {
    const start = `${type.toLowerCase()}/`;
    return [...this.#tables.keys()].some(name => name.startsWith(start));
  }
}

function eventsPerDay(t: Translate, schema: Schema): ReadyQuery | undefined {
  const table = schema.find('ALLEVENTS', 'periodId', 'visitorId');
  if (!table) return undefined;
  return {
    title: t('Events and visitors per day'),
    sql: `SELECT periodId AS day, count(*) AS events,
  count(DISTINCT visitorId) AS visitors
FROM ${table}
GROUP BY periodId
ORDER BY periodId;`,
  };
}

function topMatched(
  schema: Schema,
  title: string,
  ...[label, events, definitions, key]: readonly [string, string, string, string]
): ReadyQuery | undefined {
  const table = schema.find(events, 'matchableId', 'visitorId');
  if (!table) return topTables(schema, title, label, definitions);
  const named = schema.find(definitions, key, 'name');
  const name = named ? 'ifnull(d.name, e.matchableId)' : 'e.matchableId';
  const join = named ? `\nLEFT JOIN ${named} d ON d.${key} = e.matchableId` : '';
  return {
    title,
    sql: `SELECT ${name} AS ${label}, count(*) AS events,
  count(DISTINCT e.visitorId) AS visitors
FROM ${table} e${join}
GROUP BY e.matchableId
ORDER BY events DESC
LIMIT 50;`,
  };
}

/** Where each page has a table of its own: by what the ledger says of them. */
function topTables(
  schema: Schema,
  ...[title, label, definitions]: readonly [string, string, string]
): ReadyQuery | undefined {
  const type = { PAGES: 'Page', FEATURES: 'Feature', TRACKTYPES: 'TrackType' }[definitions];
  if (type === undefined || !schema.hasTableOf(type)) return undefined;
  return {
    title,
    sql: `SELECT ifnull(m.name, m.id) AS ${label}, sum(s."rows") AS events,
  m."table"
FROM _pds_matchables m
JOIN _pds_slices s ON s."table" = m."table"
WHERE m.type = '${type}'
GROUP BY m."table"
ORDER BY events DESC
LIMIT 50;`,
  };
}

function visitorsPerAccount(t: Translate, schema: Schema): ReadyQuery | undefined {
  const table = schema.find('ALLEVENTS', 'accountId', 'visitorId');
  if (!table) return undefined;
  return {
    title: t('Visitors per account'),
    sql: `SELECT accountId AS account, count(DISTINCT visitorId) AS visitors,
  count(*) AS events
FROM ${table}
WHERE accountId IS NOT NULL
GROUP BY accountId
ORDER BY visitors DESC, events DESC
LIMIT 100;`,
  };
}

function activePerWeek(t: Translate, schema: Schema): ReadyQuery | undefined {
  const table = schema.find('ALLEVENTS', 'periodId', 'visitorId', 'accountId');
  if (!table) return undefined;
  return {
    title: t('Active visitors and accounts per week, by its Monday'),
    sql: `SELECT date(periodId, '-6 days', 'weekday 1') AS week,
  count(DISTINCT visitorId) AS visitors, count(DISTINCT accountId) AS accounts,
  count(*) AS events
FROM ${table}
GROUP BY week
ORDER BY week;`,
  };
}

function newVisitors(t: Translate, schema: Schema): ReadyQuery | undefined {
  const table = schema.find('ALLEVENTS', 'periodId', 'visitorId');
  if (!table) return undefined;
  return {
    title: t('Visitors per day, and how many had no event before in what is loaded'),
    sql: `WITH days AS (
  SELECT DISTINCT visitorId, periodId AS day FROM ${table}
), firsts AS (
  SELECT visitorId, min(day) AS firstDay FROM days GROUP BY visitorId
)
SELECT day, count(*) AS visitors, sum(day = firstDay) AS newVisitors
FROM days JOIN firsts USING (visitorId)
GROUP BY day
ORDER BY day;`,
  };
}

function guideActivity(t: Translate, schema: Schema): ReadyQuery | undefined {
  const table = schema.find('ALLEVENTS', 'guideId', 'eventType', 'visitorId');
  if (!table) return undefined;
  const guides =
    schema.find('GUIDES', 'guideId', 'name') ?? schema.find('allguides', 'guideId', 'name');
  const name = guides ? 'ifnull(g.name, e.guideId)' : 'e.guideId';
  const join = guides ? `\nLEFT JOIN ${guides} g ON g.guideId = e.guideId` : '';
  return {
    title: t('Guide activity'),
    sql: `SELECT ${name} AS guide, e.eventType AS activity,
  count(*) AS events, count(DISTINCT e.visitorId) AS visitors
FROM ${table} e${join}
WHERE e.guideId IS NOT NULL
GROUP BY e.guideId, e.eventType
ORDER BY guide, events DESC;`,
  };
}

function lateEvents(t: Translate, schema: Schema): ReadyQuery | undefined {
  const table = schema.find('ALLEVENTS', 'periodId', 'receivedTimestamp');
  if (!table) return undefined;
  return {
    title: t('What finalization adds: events received after their day was over'),
    sql: `SELECT periodId AS day, count(*) AS events,
  sum(date(receivedTimestamp) > date(periodId)) AS receivedLater,
  max(receivedTimestamp) AS lastReceived
FROM ${table}
GROUP BY periodId
ORDER BY periodId;`,
  };
}

function daysAndExports(t: Translate, schema: Schema): ReadyQuery | undefined {
  const table = schema.find('_pds_slices', 'kind', 'periodId', 'counter', 'rows');
  if (!table || !schema.find('ALLEVENTS')) return undefined;
  // A database of an earlier version gets these columns with its next sync.
  const changes = schema.find(table, 'previousCounter', 'previousRows')
    ? ',\n  previousCounter AS exportBefore, "rows" - previousRows AS change'
    : '';
  return {
    title: t('Which export each day was loaded from, and what changed when it was replaced'),
    sql: `SELECT date(periodId) AS day, counter AS export, "rows" AS events, status${changes}
FROM ${table}
WHERE kind = 'allEvents'
ORDER BY day;`,
  };
}
