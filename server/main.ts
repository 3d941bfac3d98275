// The server's composition root: streams in, a server out.
import { createConnection } from 'vscode-languageserver/node';

import { startServer } from './server';
import { createWorkspaceFiles } from './workspaceFiles';

/** The streams of the client and who serves it. */
export interface ServerStreams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly version: string;
}

/** Serves the client at these streams; the process ends when the client says so or goes away. */
export function serve({ input, output, version }: ServerStreams): void {
  const connection = createConnection(input, output);
  startServer(connection, { files: createWorkspaceFiles(), now: () => new Date(), version });
}
