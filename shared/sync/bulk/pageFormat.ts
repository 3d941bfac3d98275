// The part of SQLite's file format (https://www.sqlite.org/fileformat2.html) that the page builder writes.

/** Bytes of a page. */
export const pageBytes = 16384;

/** The longest record that lies whole in a leaf; longer ones would need overflow pages. */
export const mostPayload = pageBytes - 35;

/** Kinds of pages, their first byte. */
export const pageKind = { interior: 5, leaf: 13 } as const;

/** Bytes before the cell pointers. */
export const headerBytes = { interior: 12, leaf: 8 } as const;

/** Serial types of values in a record. */
export const serialType = { null: 0, double: 7, zero: 8, one: 9, blob: 12, text: 13 } as const;

/** SQLite's varint: big-endian, 7 bits a byte. */
export function varintBytes(value: number): number[] {
  const bytes = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) {
    bytes.unshift((rest % 128) | 0x80);
  }
  return bytes;
}

/** The first page: a database of one table `t` whose root is page 2. */
export function firstPage(createTable: string, pages: number): Uint8Array {
  const page = new Uint8Array(pageBytes);
  const view = new DataView(page.buffer);
  page.set(Buffer.from('SQLite format 3\0'));
  view.setUint16(16, pageBytes);
  page.set([1, 1, 0, 64, 32, 32], 18);
  // Change counter, size, and the version that the size is valid for.
  view.setUint32(24, 1);
  view.setUint32(28, pages);
  view.setUint32(92, 1);
  // Schema cookie, schema format, UTF-8.
  view.setUint32(40, 1);
  view.setUint32(44, 4);
  view.setUint32(56, 1);
  const cell = schemaCell(createTable);
  const start = pageBytes - cell.length;
  page.set(cell, start);
  page[100] = pageKind.leaf;
  view.setUint16(103, 1);
  view.setUint16(105, start);
  view.setUint16(108, start);
  return page;
}

/** Row 1 of `sqlite_schema`: type, name, tbl_name, rootpage, sql. */
function schemaCell(createTable: string): Uint8Array {
  const texts = ['table', 't', 't'].map(text => Buffer.from(text));
  const sql = Buffer.from(createTable);
  const types = [
    ...texts.flatMap(text => varintBytes(serialType.text + 2 * text.length)),
    1,
    ...varintBytes(serialType.text + 2 * sql.length),
  ];
  const header = [types.length + 1, ...types];
  const record = Buffer.concat([Buffer.from(header), ...texts, Buffer.from([2]), sql]);
  return Buffer.concat([Buffer.from([...varintBytes(record.length), 1]), record]);
}
