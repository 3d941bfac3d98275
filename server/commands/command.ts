import type { Connection, WorkDoneProgressReporter } from 'vscode-languageserver';

/** A command that the server runs for a client: workspace/executeCommand. */
export interface ServerCommand {
  /** Global among all commands of an editor. */
  readonly name: string;
  run(args: readonly unknown[], run: CommandRun): Promise<void>;
}

/** One run of a command. */
export interface CommandRun {
  readonly connection: Connection;
  /** Aborted when the client cancels the request, or the progress that it shows. */
  readonly signal: AbortSignal;
  /** Progress in the client, where it shows any. */
  readonly startProgress: () => Promise<WorkDoneProgressReporter>;
}
