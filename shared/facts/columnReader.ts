import type { AvroRecord } from '../avro/avroValue';
import type { AvroType } from '../avro/fields';

/** The columns of a file, by name. */
export type ColumnTypes = ReadonlyMap<string, AvroType>;

/** Learns something from a few columns of all rows of a file. */
export interface ColumnReader<T> {
  readonly columns: readonly string[];
  add(row: AvroRecord): void;
  /** What the rows said, asked after the last. */
  found(): T;
}
