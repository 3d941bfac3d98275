import type { CancellationToken, Connection } from 'vscode-languageserver';

/** A command that the server runs for a client: workspace/executeCommand. */
export interface ServerCommand {
  /** Global among all commands of an editor. */
  readonly name: string;
  run(args: readonly unknown[], connection: Connection, token: CancellationToken): Promise<void>;
}
