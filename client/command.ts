import type { App } from './app';

/** One command of the extension; its id ends with the name of its file in `commands/`. */
export interface Command {
  readonly id: `pendoDataSync.${string}`;
  /** The arguments are whatever the caller gave: a row of the tree and all selected rows, a URI, nothing. */
  run(app: App, ...args: readonly unknown[]): unknown;
}
