// The tools for assistants over the Model Context Protocol, in a bundle of its own: it is read when a client starts it.
import { Server } from '@modelcontextprotocol/server';
import { serveStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio';

import { assistantTools } from '../../shared/assistant/tools/index';
import { ruleResources } from './ruleResources';
import { callTool } from './callTool';
import { processPorts, type ServedPlaces } from './processPorts';

/** What is served, and over which streams. */
export interface McpOptions {
  readonly places: ServedPlaces;
  readonly version: string;
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
}

const instructions =
  'Exports of Pendo Data Sync: what was delivered, whether it is sound, what a sync would load, and queries over what is loaded. ' +
  'Begin with listDestinations or describeDatabase. Nothing here changes anything; personal data comes as pseudonyms.';

/** Serves one client until it goes away, or the signal ends it. */
export async function serveMcp(
  { places, version, input, output }: McpOptions,
  signal: AbortSignal,
): Promise<void> {
  const { ports, dispose } = processPorts(places);
  const serverInfo = { name: 'pendo-data-sync', title: 'Data Sync Explorer for Pendo', version };
  const createServer = (): Server => {
    const server = new Server(serverInfo, {
      capabilities: { tools: {}, resources: {} },
      instructions,
    });
    server.setRequestHandler('tools/list', () => ({ tools: assistantTools.map(listed) }));
    server.setRequestHandler('tools/call', ({ params }, { mcpReq }) =>
      callTool(params, ports, mcpReq),
    );
    server.setRequestHandler('resources/list', () => ({ resources: ruleResources.list() }));
    server.setRequestHandler('resources/templates/list', () => ({ resourceTemplates: [] }));
    server.setRequestHandler('resources/read', ({ params }) => ruleResources.read(params.uri));
    return server;
  };
  const isOver = new Promise<void>(resolve => {
    for (const event of ['end', 'close', 'error'] as const) input.once(event, () => resolve());
    // The client has gone without a word.
    output.once('error', () => resolve());
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  const handle = serveStdio(createServer, { transport: new StdioServerTransport(input, output) });
  await isOver;
  await handle.close();
  dispose();
}

function listed({
  name,
  title,
  description,
  inputSchema,
  outputSchema,
  isReadOnly,
}: (typeof assistantTools)[number]) {
  return {
    name,
    title,
    description,
    inputSchema: { ...inputSchema, type: 'object' as const },
    outputSchema: { ...outputSchema, type: 'object' as const },
    annotations: {
      title,
      readOnlyHint: isReadOnly,
      destructiveHint: !isReadOnly,
      idempotentHint: isReadOnly,
      // They reach the destinations that were named, and nothing else.
      openWorldHint: false,
    },
  };
}
