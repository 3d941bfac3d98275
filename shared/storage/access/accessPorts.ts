import type { NetworkRoute } from '../cloud/cloudAccess';
import type { CloudPlace } from '../cloud/cloudPlace';

import type { ChosenAccess } from './accessChoice';

/** Variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What access is resolved with: the editor's settings and secrets, or the command line's environment. */
export interface AccessPorts {
  /** The process's own, `process.env`: the clouds' SDKs read the same variables by themselves. */
  readonly environment: Environment;
  /** The way to a URL; undefined: straight out. */
  route(url: string): NetworkRoute | undefined;
  /** How the user wants a place opened. */
  choose(place: CloudPlace, signal?: AbortSignal): Promise<ChosenAccess>;
  /** Asks the user for the code that a device shows; absent: roles that want one are refused. */
  readonly mfaCode?: (device: string, signal?: AbortSignal) => Promise<string>;
}

/** What is to be opened, and with what. */
export interface AccessRequest extends ChosenAccess {
  readonly place: CloudPlace;
  readonly ports: AccessPorts;
}
