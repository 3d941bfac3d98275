import { DataSyncError } from '../../errors';
import { columnMask } from '../../masking/columnMask';
import type { LoadedDatabase, LoadedTable } from '../../protocol/explore';
import { readyQueries, type KnownTable } from '../../sql/readyQueries';
import { inEnglish } from '../../util/translate';
import { dayText } from '../../util/humanText';
import { untilAborted } from '../../util/untilAborted';
import { applicationField } from '../destinations';
import type { AssistantPorts } from '../ports';
import { requireDatabase, whileReadingDatabase } from '../readOverviews';
import { choice, day, list, optional, orNull, record, text, whole } from '../shape';
import { readingTool } from '../tool';

/** With their columns; a database may have a table for each of a thousand pages. */
const [usualTables, mostTables] = [20, 100];

const people: readonly string[] = ['visitor', 'account'];

const table = record({
  name: text('As a statement names it'),
  rows: whole(),
  days: whole('0: it has no days'),
  firstDay: orNull(day()),
  lastDay: orNull(day()),
  about: orNull(text('The page, feature or track type that it has the events of')),
  columns: list(
    record({
      name: text(),
      mask: choice(
        ['none', 'addresses', 'url', 'value'],
        'What is replaced by pseudonyms: nothing, e-mail addresses, what the URL asks, the whole value',
      ),
    }),
  ),
});

/** What can be queried. */
export const describeDatabase = readingTool({
  name: 'describeDatabase',
  title: 'Describe the local database',
  description:
    'Lists what is loaded and can be queried: applications, and of one application its tables with columns, row counts and days, which ' +
    'columns are masked, and queries that are known to work. Use it before queryDatabase. Costs next to nothing: counts come from the ' +
    'ledger, no table is read.',
  input: record({
    application: applicationField,
    table: optional(text('Only tables with this in their names, or that are about it')),
    limit: optional(whole(`Tables (default ${usualTables})`, { least: 1, most: mostTables })),
  }),
  output: record({
    databases: list(record({ application: text(), name: orNull(text()), tables: whole() })),
    application: orNull(text('Whose tables follow; null: name one of the databases')),
    tables: list(table),
    moreTables: whole('Left out: name a part of one as "table"'),
    queries: list(record({ title: text(), sql: text() })),
    failed: list(record({ application: text(), problem: text() }), 'Files that cannot be read'),
  }),
  answer: async (input, ports, signal) => {
    requireDatabase(ports);
    return whileReadingDatabase(ports, 'description for an assistant', signal, async database => {
      if (database === undefined) throw nothingLoaded(ports);
      const question = ports.request('databases', { database });
      const { databases, failed } = await untilAborted(question, signal);
      const chosen = choose(databases, input.application, ports);
      const { subscription, application } = chosen ?? {};
      const place =
        subscription === undefined || application === undefined
          ? undefined
          : { database, subscription, application };
      const schema = place && (await untilAborted(ports.request('schema', place), signal));
      const problems = failed.map(each => ({
        application: nameOf(each),
        problem: `${each.error.code}: ${each.error.message}`,
      }));
      return {
        databases: databases.map(each => {
          return {
            application: nameOf(each),
            name: each.applicationName,
            tables: each.tables.length,
          };
        }),
        application: chosen ? nameOf(chosen) : null,
        ...describeTables(tablesOf(databases, chosen), schema?.tables ?? [], input),
        queries: readyQueries(inEnglish, schema?.tables ?? []),
        failed: problems,
      };
    });
  },
});

/** The application that is meant, or the only one; undefined where there are several. */
function choose(
  databases: readonly LoadedDatabase[],
  named: string | undefined,
  ports: AssistantPorts,
): LoadedDatabase | undefined {
  if (databases.length === 0) throw nothingLoaded(ports);
  const found = databases.filter(each =>
    named === undefined
      ? !people.includes(each.application)
      : named === each.application || named === nameOf(each),
  );
  if (found.length > 0 || named === undefined) return found.length === 1 ? found[0] : undefined;
  const message = `nothing is loaded of application "${named}", allowed: ${databases.map(nameOf).join(', ')}`;
  throw new DataSyncError('engine.no-database', message);
}

/** Its own tables, and those of visitors and accounts that lie beside it. */
function tablesOf(
  databases: readonly LoadedDatabase[],
  chosen: LoadedDatabase | undefined,
): readonly LoadedTable[] {
  if (!chosen) return [];
  const beside = databases.filter(
    each =>
      each !== chosen &&
      each.subscription === chosen.subscription &&
      people.includes(each.application),
  );
  const seen = new Set<string>();
  return [chosen, ...beside]
    .flatMap(({ tables }) => tables)
    .filter(({ name }) => !seen.has(name) && seen.add(name));
}

function describeTables(
  all: readonly LoadedTable[],
  schema: readonly KnownTable[],
  { table: part = '', limit = usualTables }: { readonly table?: string; readonly limit?: number },
) {
  const wanted = part.toLowerCase();
  const found = all.filter(({ name, matchable }) =>
    `${name} ${matchable ?? ''}`.toLowerCase().includes(wanted),
  );
  const columns = new Map(
    // Those of attached databases are named `visitor.VISITORS`; the application's own come first, and count.
    [...schema]
      .reverse()
      .map(known => [known.name.replace(/^(visitor|account)\./, ''), known.columns]),
  );
  const tables = found.slice(0, limit).map(each => ({
    name: each.name,
    rows: each.rows,
    days: each.days,
    firstDay: each.firstDay === null ? null : dayText(each.firstDay),
    lastDay: each.lastDay === null ? null : dayText(each.lastDay),
    about: each.matchable,
    columns: (columns.get(each.name) ?? []).map(name => {
      return { name, mask: columnMask(each.name, name) };
    }),
  }));
  return { tables, moreTables: found.length - tables.length };
}

function nameOf({
  subscription,
  application,
}: Pick<LoadedDatabase, 'subscription' | 'application'>): string {
  return `${subscription}/${application}`;
}

function nothingLoaded({ database = '' }: AssistantPorts): DataSyncError {
  const message = `${database}: nothing is loaded here yet; the user syncs a destination first`;
  return new DataSyncError('engine.no-database', message);
}
