import type { SqlValue } from '../../engine/engine';
import { DataSyncError } from '../../errors';
import type { QueryEvent, QueryRecipe } from '../../protocol/worker';
import { sqlCells } from '../../rows/sqlCells';
import { checkReading } from '../../sql/checkReading';
import { inEnglish } from '../../util/translate';
import { applicationField } from '../destinations';
import type { AssistantPorts } from '../ports';
import { requireDatabase } from '../readOverviews';
import { cell, decimal, flag, list, optional, record, text, whole } from '../shape';
import { readingTool } from '../tool';

/** What a model can read of a cell, and of all of them. */
const [mostInCell, mostInAnswer] = [300, 60_000];
const [usualSeconds, mostSeconds] = [20, 120];

/** One statement over the local database. */
export const queryDatabase = readingTool({
  name: 'queryDatabase',
  title: 'Query the local database',
  description:
    'Runs one read-only SQLite statement (SELECT, WITH, VALUES, EXPLAIN) on what was loaded of one application; ask describeDatabase for ' +
    'tables and columns first. Personal data (visitor and account ids, addresses, user agents, what URLs ask, properties, metadata) is ' +
    'replaced by pseudonyms before the statement sees it: equal values have equal pseudonyms, so GROUP BY, count(DISTINCT …), joins and ' +
    'WHERE visitorId = a pseudonym work, LIKE on the values does not. Tables of visitors and accounts are VISITORS and ACCOUNTS, without ' +
    'a prefix. Aggregate in SQL and narrow by periodId: a statement over all events reads gigabytes, and only few rows come back.',
  input: record({
    sql: text('One statement; nothing it says can change a file'),
    application: applicationField,
    limit: optional(whole('Rows that come back (default 50)', { least: 1, most: 500 })),
    seconds: optional(
      whole(`It is stopped after so many (default ${usualSeconds})`, {
        least: 1,
        most: mostSeconds,
      }),
    ),
    reveal: optional(
      flag(
        'Show personal data as it is: only if the user asked for it, and where the host allows it',
      ),
    ),
  }),
  output: record({
    columns: list(text()),
    rows: list(list(cell()), 'Integers beyond 2^53 and blobs (base64) are texts'),
    hasMore: flag('There are more rows than the limit, or than fit into an answer'),
    isCut: flag(`A cell is longer than ${mostInCell} characters, and ends with …`),
    isMasked: flag('Personal data is replaced by pseudonyms'),
    seconds: decimal(),
  }),
  answer: async (input, ports, signal) => {
    const database = requireDatabase(ports);
    checkReading(inEnglish, input.sql);
    const isMasked = !isRevealed(input.reveal, ports);
    const { application, limit = 50, seconds = usualSeconds } = input;
    const recipe: QueryRecipe = {
      database,
      sql: input.sql,
      ...(application === undefined ? {} : { application }),
      // One more tells whether there are more.
      mostRows: limit + 1,
      ...(isMasked ? { masking: ports.masking } : {}),
    };
    const found = new AnswerRows(limit);
    const answer = await runFor(seconds, recipe, { ports, found, signal });
    return { ...found.answer, isMasked, seconds: Math.round(answer.seconds * 1000) / 1000 };
  },
});

function isRevealed(isAsked: boolean | undefined, { reveal }: AssistantPorts): boolean {
  if (isAsked !== true) return false;
  if (reveal.isAllowed) return true;
  const message = `personal data is not shown here, nothing was run: ask without "reveal", or let the user allow it: ${reveal.advice}`;
  throw new DataSyncError('assistant.not-revealed', message);
}

async function runFor(
  seconds: number,
  recipe: QueryRecipe,
  {
    ports,
    found,
    signal,
  }: { readonly ports: AssistantPorts; readonly found: AnswerRows; readonly signal: AbortSignal },
): Promise<{ readonly seconds: number }> {
  const tooLong = AbortSignal.timeout(seconds * 1000);
  const either = AbortSignal.any([signal, tooLong]);
  const place = { folder: recipe.database, purpose: 'query of an assistant' };
  const options = { signal: either, onProgress: (event: QueryEvent) => found.take(event) };
  ports.tell('querying');
  try {
    const run = () => ports.requestAlone('query', recipe, options);
    return await ports.whileReading(place, run, either);
  } catch (error) {
    if (signal.aborted || !tooLong.aborted) throw inOurWords(error);
    const message = `the statement took longer than ${seconds} s and was stopped: narrow it, by periodId say, or allow more "seconds", up to ${mostSeconds}`;
    throw new DataSyncError('assistant.too-slow', message, {}, { cause: error });
  }
}

/** Which databases there are to choose from is said in the words of the command line. */
function inOurWords(error: unknown): unknown {
  if (!(error instanceof DataSyncError) || !Array.isArray(error.data['applications'])) return error;
  const message = `name the database as "application", allowed: ${error.data['applications'].join(', ')}`;
  return new DataSyncError('assistant.bad-input', message, error.data, { cause: error });
}

/** Rows as an answer holds them, as far as it has room. */
class AnswerRows {
  readonly #limit: number;
  readonly #rows: (string | number | null)[][] = [];
  #columns: readonly string[] = [];
  #room = mostInAnswer;
  #hasMore = false;
  #isCut = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get answer() {
    return {
      columns: this.#columns,
      rows: this.#rows,
      hasMore: this.#hasMore,
      isCut: this.#isCut,
    };
  }

  take(event: QueryEvent): void {
    if (event.kind === 'columns') this.#columns = event.columns;
    else for (const row of event.rows) this.#add(row);
  }

  #add(row: readonly SqlValue[]): void {
    const cells = row.map((value, place) => this.#cellOf(value, place));
    const length = cells.reduce<number>((sum, each) => sum + String(each).length + 3, 0);
    const isFirst = this.#rows.length === 0;
    if (this.#hasMore || this.#rows.length >= this.#limit || (length > this.#room && !isFirst)) {
      this.#hasMore = true;
      return;
    }
    this.#room -= length;
    this.#rows.push(cells);
  }

  #cellOf(value: SqlValue, place: number): string | number | null {
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    const text = sqlCells.text(value, place);
    if (text === null || text.length <= mostInCell) return text;
    this.#isCut = true;
    return `${text.slice(0, mostInCell)}…`;
  }
}
