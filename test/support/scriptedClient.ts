// A CloudClient of one object whose answers a test writes down beforehand, and the clock that its store waits by.
import type { CloudClient, ObjectRange } from '../../shared/storage/cloud/cloudClient';
import type { CloudTuning } from '../../shared/storage/cloud/cloudTuning';

/** What a request for bytes does instead of sending them all. */
export type ScriptedAnswer =
  /** It is refused. */
  | { readonly refuse: Error }
  /** So many bytes come; then the body fails, ends, or says nothing more. */
  | { readonly bytes: number; readonly then: Error | 'end' | 'silence' }
  /** More comes than was asked for. */
  | { readonly tooMany: number };

/** A client that goes through its script and then serves well. */
export interface ScriptedClient extends CloudClient {
  /** Ranges that were asked for. */
  readonly asked: readonly Pick<ObjectRange, 'start' | 'end'>[];
  /** Bytes that were sent. */
  readonly sent: number;
  /** Signals of the requests, in order. */
  readonly signals: readonly (AbortSignal | undefined)[];
}

/** The client of a bucket that holds `content` as `one`. */
export function scriptedClient(
  content: Uint8Array,
  script: readonly ScriptedAnswer[] = [],
): ScriptedClient {
  const asked: ObjectRange[] = [];
  const signals: (AbortSignal | undefined)[] = [];
  let sent = 0;
  async function* body(range: ObjectRange, answer: ScriptedAnswer | undefined) {
    const whole = content.subarray(range.start, range.end);
    const extra = answer && 'tooMany' in answer ? answer.tooMany : 0;
    const stop = answer && 'bytes' in answer ? answer : undefined;
    const bytes = stop ? whole.subarray(0, stop.bytes) : whole;
    for (let from = 0; from < bytes.length; from += 1000) {
      const chunk = bytes.subarray(from, from + 1000);
      sent += chunk.length;
      yield chunk;
    }
    if (extra > 0) yield new Uint8Array(extra);
    if (stop?.then === 'silence') await new Promise(() => undefined);
    if (stop?.then instanceof Error) throw stop.then;
  }
  return {
    url: 'test://bucket',
    asked,
    signals,
    get sent() {
      return sent;
    },
    listPage: async () => ({ folders: [], objects: [] }),
    head: async key =>
      key === 'one' ? { path: key, size: content.length, version: 'v1' } : undefined,
    async read(range, signal) {
      const answer = script[asked.length];
      asked.push({ ...range });
      signals.push(signal);
      if (answer && 'refuse' in answer) throw answer.refuse;
      return body(range, answer);
    },
  };
}

/** Tuning that waits for nothing and writes down how long it would have waited. */
export function waitlessTuning(waits: number[] = []): Partial<CloudTuning> {
  return {
    random: () => 0.5,
    sleep: async delay => void waits.push(delay),
  };
}

/** Bytes that tell where they lie. */
export function markedBytes(size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, i) => (i * 31 + (i >> 8)) & 0xff);
}
