// Visits: an Avro file with a number, a time, a text that may be missing, and JSON in a text.
import { containerBytes } from '../../shared/avro/writeContainer';

/** The writer schema of the visits. */
export const visitSchema = {
  type: 'record',
  name: 'Visit',
  fields: [
    { name: 'id', type: 'long' },
    { name: 'at', type: { type: 'long', logicalType: 'timestamp-millis' } },
    { name: 'country', type: ['null', 'string'] },
    { name: 'seconds', type: 'double' },
    { name: 'properties', type: 'string' },
  ],
};

const countries = ['Austria', 'Brazil', 'Chile', null];

/** One visit a minute; each fourth has no country, all differ in their seconds. */
export function visitRows(count: number) {
  return Array.from({ length: count }, (_, id) => ({
    id,
    at: Date.UTC(2023, 1, 22) + id * 60_000,
    country: countries[id % 4] ?? null,
    seconds: (id * 7919) % count,
    properties: `{"page": {"depth": ${id % 10}}}`,
  }));
}

/** The visits as a file of many small blocks. */
export function visitsFile(count: number): Uint8Array {
  const options = { schema: visitSchema, codec: 'deflate', blockBytes: 10_000 } as const;
  return containerBytes(options, visitRows(count));
}
