// Whether a statement only reads. The database is guarded by its file access too; this says so before, in better words.
import { DataSyncError } from '../errors';
import type { Translate } from '../util/translate';
import { sqlTokens } from './sqlTokens';

/** Pragmas that tell something; those in the second list take an argument that is no new value. */
const telling = ['application_id', 'collation_list', 'compile_options', 'database_list']
  .concat(['encoding', 'freelist_count', 'function_list', 'integrity_check', 'journal_mode'])
  .concat(['module_list', 'page_count', 'page_size', 'pragma_list', 'quick_check'])
  .concat(['schema_version', 'table_list', 'user_version', 'foreign_key_check']);
const asking = [
  'foreign_key_check',
  'foreign_key_list',
  'index_info',
  'index_list',
  'index_xinfo',
].concat(['integrity_check', 'quick_check', 'table_info', 'table_list', 'table_xinfo']);

const writing = ['INSERT', 'UPDATE', 'DELETE', 'REPLACE'];

/** Throws `engine.read-only` for a statement that writes, or opens or makes files. */
export function checkReading(t: Translate, sql: string): void {
  const words = wordsOf(sql);
  const first = words[0]?.text ?? '';
  switch (first) {
    case '':
    case 'SELECT':
    case 'VALUES':
      return;
    case 'EXPLAIN':
      return;
    case 'WITH': {
      const verb = words.find(({ text, depth }) => depth === 0 && isVerb(text))?.text;
      if (verb !== undefined && writing.includes(verb)) throw refused(t, verb);
      return;
    }
    case 'PRAGMA':
      return checkPragma(
        t,
        words.map(({ text }) => text),
      );
    default:
      // What begins with no letter is wrong SQL, which SQLite explains.
      if (/^[A-Z]+$/.test(first) && isStatement(first)) throw refused(t, first);
  }
}

function checkPragma(t: Translate, words: readonly string[]): void {
  const afterSchema = words[2] === '.' ? words.slice(3) : words.slice(1);
  const name = (afterSchema[0] ?? '').toLowerCase();
  const sets = afterSchema.includes('=');
  const asks = afterSchema.includes('(');
  const isFine =
    asks && !sets ? asking.includes(name) : !sets && [...telling, ...asking].includes(name);
  if (!isFine) throw refused(t, `PRAGMA ${name}${sets ? ' = …' : asks ? '(…)' : ''}`);
}

function isVerb(word: string): boolean {
  return word === 'SELECT' || word === 'VALUES' || writing.includes(word);
}

const statements = ['ALTER', 'ANALYZE', 'ATTACH', 'BEGIN', 'COMMIT', 'CREATE', 'DELETE', 'DETACH']
  .concat(['DROP', 'END', 'INSERT', 'REINDEX', 'RELEASE', 'REPLACE', 'ROLLBACK', 'SAVEPOINT'])
  .concat(['UPDATE', 'VACUUM']);

function isStatement(word: string): boolean {
  return statements.includes(word);
}

function refused(t: Translate, what: string): DataSyncError {
  return new DataSyncError(
    'engine.read-only',
    t(
      'a query only reads, so {0} is refused and nothing was changed; statements begin with SELECT, WITH, VALUES, EXPLAIN or a PRAGMA that only tells',
      what,
    ),
    { what },
  );
}

function wordsOf(sql: string): { readonly text: string; readonly depth: number }[] {
  const words = [];
  let depth = 0;
  for (const { kind, start, end } of sqlTokens(sql)) {
    if (kind === 'comment') continue;
    const text = sql.slice(start, end).toUpperCase();
    if (text === ')') depth--;
    words.push({ text, depth });
    if (text === '(') depth++;
  }
  return words;
}
