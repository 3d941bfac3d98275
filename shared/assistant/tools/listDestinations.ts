import { list, record, text } from '../shape';
import { readingTool } from '../tool';

/** Where exports lie that may be read. */
export const listDestinations = readingTool({
  name: 'listDestinations',
  title: 'List destinations',
  description:
    'Lists the destinations: folders and buckets into which Pendo Data Sync writes exports and that the user has opened to you. ' +
    'Begin here when you do not know a destination’s name. Costs nothing; reads no file.',
  input: record({}),
  output: record({
    destinations: list(record({ name: text(), url: text() })),
    advice: text('Where there is none: how the user makes one known'),
  }),
  answer: async (_, { destinations, adviceOnDestinations }, signal) => {
    const found = await destinations(signal);
    return {
      destinations: found.map(({ name, url }) => ({ name, url })),
      advice:
        found.length > 0
          ? 'Name one as "destination"; listExports says what lies there.'
          : adviceOnDestinations,
    };
  },
});
