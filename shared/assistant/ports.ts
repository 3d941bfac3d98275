import type { Channel } from '../protocol/channel';
import type { Masking, WorkerRequests } from '../protocol/worker';

/** A place that an assistant may read. */
export interface AssistantDestination {
  /** What people call it. */
  readonly name: string;
  /** A folder or URL, without secrets. */
  readonly url: string;
}

/** What the tools need of the host that they run in: a process of the command line, or an editor. */
export interface AssistantPorts {
  /** Those and no others may be read. */
  readonly destinations: (signal: AbortSignal) => Promise<readonly AssistantDestination[]>;
  /** How there would be a destination, in the host's words. */
  readonly adviceOnDestinations: string;
  /** Folder of the local databases; undefined: the host has none. */
  readonly database: string | undefined;
  /** How the host would have one. */
  readonly adviceOnDatabase: string;
  /** The same as long as the host lives. */
  readonly masking: Masking;
  /** Whether personal data may be shown, and what somebody does who wants it so. */
  readonly reveal: { readonly isAllowed: boolean; readonly advice: string };
  /** A short question to a thread that all share; it cannot be cancelled. */
  readonly request: Channel<WorkerRequests>['request'];
  /** A long one, in a thread of its own. */
  readonly requestAlone: Channel<WorkerRequests>['request'];
  /** Runs `body` while no sync writes into the folder; false stands for one that is not there yet. */
  readonly whileReading: <T>(
    place: { readonly folder: string; readonly purpose: string },
    body: (isThere: boolean) => Promise<T>,
    signal: AbortSignal,
  ) => Promise<T>;
  /** What is going on, in a few words, for who waits. */
  readonly tell: (progress: string) => void;
}
