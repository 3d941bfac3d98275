// The numbers by which requests to a cloud are sent, and the clock and the dice that tests replace.
import { setTimeout as sleep } from 'node:timers/promises';

/** How requests are sent, and how often. Times are in milliseconds. */
export interface CloudTuning {
  /** How often a request is sent in a row before it has failed; one that brings bytes starts to count anew. */
  readonly tries: number;
  /** The longest wait before the second try; it doubles with each further one. */
  readonly firstDelay: number;
  readonly longestDelay: number;
  /** A request that has brought nothing for so long is given up, and sent again. */
  readonly stallAfter: number;
  /** Requests of one store that are under way at once. */
  readonly inFlight: number;
  /** Larger reads are split into parts of so many bytes, which are read beside each other. */
  readonly partBytes: number;
  /** A number from 0 to 1, below 1. */
  readonly random: () => number;
  readonly sleep: (delay: number, signal?: AbortSignal) => Promise<void>;
}

/** What serves a person who waits: some seconds of trouble are bridged, a minute of it is told. */
export const defaultTuning: CloudTuning = {
  tries: 6,
  firstDelay: 200,
  longestDelay: 10_000,
  stallAfter: 20_000,
  inFlight: 16,
  partBytes: 4 << 20,
  random: Math.random,
  sleep: (delay, signal) => sleep(delay, undefined, signal ? { signal } : {}),
};
