import path from 'node:path';

import { cloudOptions, cloudsOf, destinationOf } from '../clouds';
import type { Verb } from '../verb';
import { version } from '../version';

/** `mcp`: serves an assistant that speaks the Model Context Protocol, over standard input and output. */
export const mcpVerb: Verb = {
  name: 'mcp',
  summary: 'Serve an assistant: what was delivered, what a sync would do, masked queries',
  usage: '[--destination PLACE] [--db FOLDER] [--reveal]',
  positionals: { min: 0, max: 0 },
  options: [
    {
      name: 'destination',
      value: 'PLACE',
      multiple: true,
      description: 'A folder or bucket that the assistant may read; no other is opened',
    },
    { name: 'db', value: 'FOLDER', description: 'Folder of the local database that it may query' },
    {
      name: 'reveal',
      description: 'Let it see personal data where it asks for it; without, it sees pseudonyms',
    },
    ...cloudOptions,
  ],
  hasNoAnswer: true,
  examples: ['mcp --destination ./acme --db ./db', 'mcp --destination s3://acme/exports --db ./db'],
  async run(args, context) {
    const database = args.text('db');
    const destinations = args.texts('destination').map(word => destinationOf(word, context));
    const places = {
      destinations: [...new Set(destinations)],
      database: database === undefined ? undefined : path.resolve(context.cwd, database),
      mayReveal: args.flag('reveal'),
      clouds: cloudsOf(args, context),
    };
    // Loaded only now: no other verb should wait for it.
    const { serveMcp } = await import('../mcp/mcpServer');
    const { stdin: input, stdout: output } = process;
    await serveMcp({ places, version, input, output }, context.signal);
    return context.signal.aborted ? 130 : 0;
  },
};
