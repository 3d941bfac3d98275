// Typed request, reply, error, cancel and progress with back pressure, over anything that posts messages.
// On the wire, asking side: { id, type, params }, { cancel: id }, { ack: id };
// answering side: { id, result } | { id, error }, and { id, progress } before it.
import { DataSyncError, toDataSyncError, type ErrorCode } from '../errors';

/** What one side may ask of the other: the request's name fixes the types of both sides. */
export type RequestMap = Record<string, { params: unknown; result: unknown; progress?: unknown }>;

export interface RequestContext<P> {
  readonly signal: AbortSignal;
  /** As its signal; between threads it is seen at once, also by who does not come to look at messages. */
  isCancelled(): boolean;
  /** Sends an interim message to the asker; dropped when the asker does not listen. */
  progress(value: P): void;
  /** Resolves when the asker has taken all but a few of them, or has cancelled. */
  drained(): Promise<void>;
}

type ProgressOf<M extends RequestMap, K extends keyof M> = NonNullable<M[K]['progress']>;

/** The context that a handler of one kind of request gets. */
export type ContextOf<M extends RequestMap, K extends keyof M> = RequestContext<ProgressOf<M, K>>;

export type Handlers<M extends RequestMap> = {
  [K in keyof M]: (params: M[K]['params'], context: ContextOf<M, K>) => Promise<M[K]['result']>;
};

export interface RequestOptions<P> {
  readonly signal?: AbortSignal | undefined;
  /** Called one at a time and in order; the next waits until it resolves. Its failure cancels the request. */
  readonly onProgress?: ((value: P) => void | Promise<void>) | undefined;
}

export interface Channel<M extends RequestMap> {
  /** Rejects with the DataSyncError that the other side threw, or when the channel closes. */
  request<K extends keyof M & string>(
    type: K,
    params: M[K]['params'],
    options?: RequestOptions<ProgressOf<M, K>>,
  ): Promise<M[K]['result']>;
  /** Rejects all open requests, and all later ones, with `reason`. */
  close(reason: DataSyncError): void;
}

/** A worker, a message port or a web view, reduced to what a channel needs. */
export interface MessagePipe {
  post(message: unknown): void;
  /** Called with each message that arrives. */
  listen(onMessage: (message: unknown) => void): void;
  /** Memory that both sides see, where they have any: the requests that were cancelled last, each in a place by its id. */
  readonly cancelled?: Int32Array | undefined;
}

interface WireError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly data: Readonly<Record<string, unknown>>;
}

type Question =
  | { readonly id: number; readonly type: string; readonly params: unknown }
  /** The asker wants the request to end. */
  | { readonly cancel: number }
  /** The asker has taken one progress message. */
  | { readonly ack: number };

type Answer =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: WireError }
  /** More will come. */
  | { readonly id: number; readonly progress: unknown };

/** Progress messages that may be under way before `drained` waits. */
const window = 4;

/** The asking side. */
export function createChannel<M extends RequestMap>(pipe: MessagePipe): Channel<M> {
  const open = new Map<number, (answer: Answer | DataSyncError) => void>();
  let nextId = 1;
  let closed: DataSyncError | undefined;

  pipe.listen(message => {
    const answer = message as Answer;
    open.get(answer.id)?.(answer);
  });

  return {
    request(type, params, { signal, onProgress } = {}) {
      if (closed) return Promise.reject(closed);
      if (signal?.aborted) return Promise.reject(asError(signal.reason));
      const id = nextId++;
      const cancel = () => {
        if (pipe.cancelled) Atomics.store(pipe.cancelled, placeOf(id, pipe.cancelled), id);
        pipe.post({ cancel: id } satisfies Question);
      };
      return new Promise<unknown>((resolve, reject) => {
        const take = async (value: unknown) => {
          await onProgress?.(value as never);
          pipe.post({ ack: id } satisfies Question);
        };
        open.set(id, receiver({ take, resolve, reject, cancel }));
        signal?.addEventListener('abort', cancel, { once: true });
        pipe.post({ id, type, params } satisfies Question);
      }).finally(() => {
        signal?.removeEventListener('abort', cancel);
        open.delete(id);
      });
    },
    close(reason) {
      closed ??= reason;
      for (const receive of open.values()) receive(reason);
    },
  };
}

/** Handles the answers to one request in their order, however long each takes. */
function receiver({
  take,
  resolve,
  reject,
  cancel,
}: {
  readonly take: (progress: unknown) => Promise<void>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly cancel: () => void;
}): (answer: Answer | DataSyncError) => void {
  let taken: Promise<void> = Promise.resolve();
  return answer => {
    if (answer instanceof DataSyncError) reject(answer);
    else if ('progress' in answer) {
      taken = taken.then(() => take(answer.progress));
      taken.catch((error: unknown) => {
        cancel();
        reject(asError(error));
      });
    } else if ('error' in answer) {
      const { code, message, data } = answer.error;
      taken.then(() => reject(new DataSyncError(code, message, data)), reject);
    } else taken.then(() => resolve(answer.result), reject);
  };
}

/** The answering side: runs the handler of each request and sends back what it returns or throws. */
export function serveChannel<M extends RequestMap>(pipe: MessagePipe, handlers: Handlers<M>): void {
  const running = new Map<number, RunningRequest>();
  pipe.listen(message => {
    const question = message as Question;
    if ('cancel' in question) return running.get(question.cancel)?.cancel();
    if ('ack' in question) return running.get(question.ack)?.acknowledge();
    const { id, type, params } = question;
    const request = new RunningRequest(id, pipe);
    running.set(id, request);
    Promise.resolve()
      .then(() => handlerOf(handlers, type)(params as never, request as never))
      .then(result => pipe.post({ id, result } satisfies Answer))
      .catch((thrown: unknown) => postError(pipe, id, toDataSyncError(thrown)))
      .finally(() => running.delete(id));
  });
}

/** The answering side of one request. */
class RunningRequest implements RequestContext<unknown> {
  readonly #controller = new AbortController();
  readonly #id: number;
  readonly #pipe: MessagePipe;
  #underWay = 0;
  #waiting: (() => void)[] = [];

  constructor(id: number, pipe: MessagePipe) {
    this.#id = id;
    this.#pipe = pipe;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  isCancelled(): boolean {
    const { cancelled } = this.#pipe;
    if (!cancelled) return this.signal.aborted;
    return (
      this.signal.aborted || Atomics.load(cancelled, placeOf(this.#id, cancelled)) === this.#id
    );
  }

  progress(value: unknown): void {
    this.#underWay++;
    this.#pipe.post({ id: this.#id, progress: value } satisfies Answer);
  }

  drained(): Promise<void> {
    if (this.#underWay < window || this.signal.aborted) return Promise.resolve();
    return new Promise(resolve => this.#waiting.push(resolve));
  }

  acknowledge(): void {
    this.#underWay--;
    if (this.#underWay < window) this.#wake();
  }

  cancel(): void {
    this.#controller.abort(new DataSyncError('cli.cancelled', 'cancelled'));
    this.#wake();
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

function placeOf(id: number, cancelled: Int32Array): number {
  return id % cancelled.length;
}

function handlerOf<M extends RequestMap>(
  handlers: Handlers<M>,
  type: string,
): Handlers<M>[keyof M] {
  const handler = Object.hasOwn(handlers, type) ? handlers[type] : undefined;
  if (!handler) throw new DataSyncError('internal', `nobody answers the request "${type}"`);
  return handler;
}

function postError(pipe: MessagePipe, id: number, { code, message, data }: DataSyncError): void {
  try {
    pipe.post({ id, error: { code, message, data } } satisfies Answer);
  } catch (error) {
    // The data held something that cannot cross, a function say; the message still can.
    if (!(error instanceof Error)) throw error;
    pipe.post({ id, error: { code, message, data: {} } } satisfies Answer);
  }
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : toDataSyncError(thrown);
}
