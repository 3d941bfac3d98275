// Random rows of exported files, with the columns that files of different age have.
import type { SeededRandom } from '../../shared/util/seededRandom';
import { keyColumns, type Row } from './oracle';

/** What one file holds: its columns, and its rows as the tables will show them. */
export interface TableFile {
  readonly columns: readonly TestColumn[];
  readonly rows: readonly Row[];
  /** What the file says in a column `matchableId` of every row; absent in files without that column. */
  readonly matchableId?: string;
}

/** Columns of different Avro types, to be written as such and to be compared as SQL values. */
export interface TestColumn {
  readonly name: string;
  readonly type: 'date' | 'string' | 'nullableLong' | 'timestamp' | 'nullableString';
}

/** Makes rows that are all different, so that a row in the wrong place shows. */
export class RowMaker {
  readonly #random: SeededRandom;
  #number = 0;
  #extraColumns = 0;

  constructor(random: SeededRandom) {
    this.#random = random;
  }

  /** Files that are made from now on have a column more. */
  addColumn(): void {
    this.#extraColumns++;
  }

  /** A file of events of one day; files of matched events say of which matchable, or do not. */
  events(table: string, day: string): TableFile {
    const columns: TestColumn[] = [
      { name: 'periodId', type: 'date' },
      { name: 'eventId', type: 'string' },
      { name: 'browserTimestamp', type: 'timestamp' },
      { name: 'load', type: 'nullableLong' },
      ...this.#extra(),
    ];
    const rows = this.#times(() => ({
      periodId: day,
      eventId: `${table}#${this.#number++}`,
      browserTimestamp: `${day}T12:00:00.${String(this.#random.below(1000)).padStart(3, '0')}Z`,
      load: this.#random.chance(0.2) ? null : this.#random.below(2 ** 40),
      ...this.#extraValues(),
    }));
    const file = { columns, rows };
    // Whether matched files name their matchable, and whether with its type, is not known.
    const says = table === 'allEvents' ? 0 : this.#random.below(3);
    if (says === 0) return file;
    return { ...file, matchableId: says === 1 ? table : table.slice(table.indexOf('/') + 1) };
  }

  /**
   * A file of definitions, accounts or visitors. Definitions have a key once in `used`, over the files of a list;
   * accounts and visitors may come twice.
   */
  keyed(kind: string, used: Set<string>): TableFile {
    const key = keyColumns[kind] ?? 'name';
    const columns: TestColumn[] = [
      { name: key, type: 'string' },
      { name: 'title', type: 'nullableString' },
      ...this.#extra(),
    ];
    const repeats = kind === 'accounts' || kind === 'visitors';
    const rows = this.#times(() => ({
      [key]: `${kind}-${this.#random.below(9)}`,
      title: this.#random.chance(0.2) ? null : `title ${this.#number++}`,
      ...this.#extraValues(),
    })).filter(row => {
      const id = String(row[key]);
      const isNew = !used.has(id);
      used.add(id);
      return repeats || isNew;
    });
    return { columns, rows };
  }

  #times<T>(make: () => T): T[] {
    const count = this.#random.pick([0, 1, 1, 2, 3, 5, 8]);
    return Array.from({ length: count }, make);
  }

  #extra(): TestColumn[] {
    return this.#extraNames().map(name => ({ name, type: 'nullableString' }));
  }

  #extraValues(): Row {
    return Object.fromEntries(this.#extraNames().map(name => [name, `x${this.#random.below(99)}`]));
  }

  #extraNames(): string[] {
    return Array.from({ length: this.#extraColumns }, (_, index) => `extra${index}`);
  }
}
