// The layout of one table per page, feature and track type: which table is whose.
import { foldCase } from '../columns/columns';
import type { SliceKey } from '../plan/slice';
import type { Layout } from '../protocol/worker';
import type { Statements } from './statements';
import { splitMatchable, tableOfKind } from './tableNames';

/** Names the table of each slice; a matchable's own table is entered in `_pds_matchables`. */
export class MatchableTables {
  readonly #statements: Statements;
  readonly #layout: Layout;
  #byMatchable: Map<string, string> | undefined;
  readonly #taken = new Set<string>();

  constructor(statements: Statements, layout: Layout) {
    this.#statements = statements;
    this.#layout = layout;
  }

  /** To be called when the database may have changed under us. */
  forget(): void {
    this.#byMatchable = undefined;
    this.#taken.clear();
  }

  /** The table of a slice, by the name it has or would get. */
  tableOf({ kind, matchableId }: SliceKey): string {
    const shared = tableOfKind(kind, this.#layout);
    if (shared !== null) return shared;
    return this.#known().get(matchableId ?? '') ?? this.#freeName(matchableId ?? '');
  }

  /** Enters the slice's table, which is about to get its first rows. */
  claim(key: SliceKey): string {
    const table = this.tableOf(key);
    const { kind, matchableId } = key;
    if (tableOfKind(kind, this.#layout) !== null || matchableId === null) return table;
    const known = this.#known();
    if (known.has(matchableId)) return table;
    const { type, id } = splitMatchable(matchableId);
    this.#statements.run('INSERT INTO "_pds_matchables" ("table", "type", "id") VALUES (?, ?, ?)', [
      table,
      type,
      id,
    ]);
    known.set(matchableId, table);
    this.#taken.add(foldCase(table));
    return table;
  }

  #known(): Map<string, string> {
    if (this.#byMatchable) return this.#byMatchable;
    const known = new Map<string, string>();
    const sql = 'SELECT "type", "id", "table" FROM "_pds_matchables"';
    for (const [type, id, table] of this.#statements.get(sql).iterate()) {
      known.set(`${String(type)}/${String(id)}`, String(table));
      this.#taken.add(foldCase(String(table)));
    }
    this.#byMatchable = known;
    return known;
  }

  /** SQL does not tell `Page/abc` from `Page/ABC`: the second is called `Page/ABC~2`. */
  #freeName(matchableId: string): string {
    let name = matchableId;
    for (let n = 2; this.#taken.has(foldCase(name)); n++) name = `${matchableId}~${n}`;
    return name;
  }
}
