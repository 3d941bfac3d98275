// Bytes of an object: large ranges in parts beside each other, each part resumed at the byte at which it broke off.
import { DataSyncError, isDataSyncError } from '../../errors';

import type { CloudClient, ObjectRange } from './cloudClient';
import { CloudFault, isCloudFault } from './cloudFault';
import type { CloudRequests } from './cloudRequests';
import type { RequestWatch } from './requestWatch';

/** Reads all bytes of the range, or fails; `shown` names the object in messages. */
export async function readRange(
  requests: CloudRequests,
  range: ObjectRange,
  shown: string,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const bytes = new Uint8Array(range.end - range.start);
  const { partBytes } = requests.tuning;
  if (bytes.length <= partBytes) {
    await readPart(requests, new Filling(range, bytes, shown), signal);
    return bytes;
  }
  // The first part that fails ends the others.
  const failing = new AbortController();
  const parts = AbortSignal.any(signal ? [signal, failing.signal] : [failing.signal]);
  const reads: Promise<void>[] = [];
  for (let from = 0; from < bytes.length; from += partBytes) {
    const target = bytes.subarray(from, from + partBytes);
    const start = range.start + from;
    const part = { ...range, start, end: start + target.length };
    reads.push(readPart(requests, new Filling(part, target, shown), parts));
  }
  try {
    await Promise.all(reads);
  } catch (error) {
    failing.abort();
    throw error;
  }
  return bytes;
}

async function readPart(
  requests: CloudRequests,
  filling: Filling,
  signal: AbortSignal | undefined,
): Promise<void> {
  const attempt = (client: CloudClient, watch: RequestWatch) => filling.goOn(client, watch);
  await requests.send(`read ${filling.shown}`, attempt, signal);
}

/** A part that is being read, and how far it has come. */
class Filling {
  #filled = 0;

  constructor(
    readonly range: ObjectRange,
    readonly target: Uint8Array,
    readonly shown: string,
  ) {}

  /** Asks for what is missing; throws a CloudFault when the answer breaks off before all of it has come. */
  async goOn(client: CloudClient, watch: RequestWatch): Promise<void> {
    const start = this.range.start + this.#filled;
    const body = await watch.next(client.read({ ...this.range, start }, watch.signal));
    try {
      await this.#takeAll(body, watch);
    } catch (error) {
      if (isDataSyncError(error)) throw error;
      if (this.#missing > 0) throw faultOf(error);
      watch.signal.throwIfAborted();
      // All bytes are here; what is left of the answer is not waited for.
      watch.close(false);
    }
    if (this.#missing === 0) return;
    throw new CloudFault('connection', `the answer ended ${this.#missing} bytes early`);
  }

  get #missing(): number {
    return this.target.length - this.#filled;
  }

  /** Also the end is awaited: only then can the connection serve another request. */
  async #takeAll(body: AsyncIterable<Uint8Array>, watch: RequestWatch): Promise<void> {
    const chunks: AsyncIterator<Uint8Array, unknown> = body[Symbol.asyncIterator]();
    for (;;) {
      const step = await watch.next(chunks.next());
      if (step.done === true) return;
      this.#take(step.value);
      watch.bytes += step.value.length;
    }
  }

  #take(chunk: Uint8Array): void {
    if (chunk.length > this.#missing) throw this.#tooMuch();
    this.target.set(chunk, this.#filled);
    this.#filled += chunk.length;
  }

  #tooMuch(): DataSyncError {
    const { start, end } = this.range;
    return new DataSyncError(
      'storage.read-failed',
      `cannot read ${this.shown}: asked for bytes ${start} to ${end}, the service sent more. ` +
        'Something between here and there does not know ranges: reach the service without it',
      { start, end },
    );
  }
}

/** Whatever breaks while a body comes may go well the next time. */
function faultOf(error: unknown): CloudFault {
  if (isCloudFault(error)) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new CloudFault('connection', message, undefined, { cause: error });
}
