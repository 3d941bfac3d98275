// Rows through the bulk path without a sync around it.
import { bytesSource } from '../../shared/avro/byteSource';
import { openContainer } from '../../shared/avro/container';
import { containerBytes, type ContainerWriterOptions } from '../../shared/avro/writeContainer';
import { columnsOf } from '../../shared/columns/columns';
import type { RowLoader } from '../../shared/sync/rowLoader';

/** Where rows go: a table with a column `_row` and those of the schema, all of the same names. */
export interface LoadingTarget extends ContainerWriterOptions {
  readonly table: string;
  readonly firstRow: number;
}

/** Loads the bytes of an Avro file. */
export async function loadBytes(
  loader: RowLoader,
  { table, firstRow }: Pick<LoadingTarget, 'table' | 'firstRow'>,
  bytes: Uint8Array,
): Promise<number> {
  const container = await openContainer(bytesSource(bytes));
  const columns = columnsOf(container.type).map(column => ({ type: column.type, column }));
  const placement = { table, rowColumn: '_row', constantColumn: undefined, columns };
  const file = { size: bytes.length, container, close: async () => undefined };
  const target = { placement, firstRow, constant: null, onBlock: () => undefined };
  return loader.load(file, target, new AbortController().signal);
}

/** Loads values by way of an Avro file. */
export function loadValues(
  loader: RowLoader,
  target: LoadingTarget,
  values: readonly unknown[],
): Promise<number> {
  return loadBytes(loader, target, containerBytes(target, values));
}
