// The server's composition root: streams in, a server out.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createConnection } from 'vscode-languageserver/node';

import { uriOfPath } from './fileUri';
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
  startServer(connection, {
    files: createWorkspaceFiles(),
    now: () => new Date(),
    version,
    rulePage,
  });
}

/** The package brings the pages of its rules, beside the bundle's folder. */
function rulePage(code: string): string | undefined {
  const location = path.join(__dirname, '../docs/rules', `${code}.md`);
  return existsSync(location) ? uriOfPath(location) : undefined;
}
