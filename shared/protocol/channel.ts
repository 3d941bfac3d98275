// Typed request, reply, error and cancel over anything that posts messages.
// On the wire: { id, type, params } → { id, result } | { id, error }, { cancel: id }, and { id, progress }.
import { DataSyncError, toDataSyncError, type ErrorCode } from '../errors';

/** What one side may ask of the other: the request's name fixes the types of both sides. */
export type RequestMap = Record<string, { params: unknown; result: unknown; progress?: unknown }>;

export interface RequestContext<P> {
  readonly signal: AbortSignal;
  /** Sends an interim message to the asker; dropped when the asker does not listen. */
  progress(value: P): void;
}

type ProgressOf<M extends RequestMap, K extends keyof M> = NonNullable<M[K]['progress']>;

export type Handlers<M extends RequestMap> = {
  [K in keyof M]: (
    params: M[K]['params'],
    context: RequestContext<ProgressOf<M, K>>,
  ) => Promise<M[K]['result']>;
};

export interface RequestOptions<P> {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((value: P) => void) | undefined;
}

export interface Channel<M extends RequestMap> {
  /** Rejects with the DataSyncError that the other side threw, or when the channel closes. */
  request<K extends keyof M & string>(
    type: K,
    params: M[K]['params'],
    options?: RequestOptions<ProgressOf<M, K>>,
  ): Promise<M[K]['result']>;
  /** Rejects all open requests with `reason`. */
  close(reason: DataSyncError): void;
}

/** A worker, a message port or a web view, reduced to what a channel needs. */
export interface MessagePipe {
  post(message: unknown): void;
  /** Called with each message that arrives. */
  listen(onMessage: (message: unknown) => void): void;
}

type Wire =
  | { readonly id: number; readonly type: string; readonly params: unknown }
  | { readonly id: number; readonly result: unknown }
  | {
      readonly id: number;
      readonly error: { code: ErrorCode; message: string; data: Record<string, unknown> };
    }
  | { readonly id: number; readonly progress: unknown }
  | { readonly cancel: number };

/** The asking side. */
export function createChannel<M extends RequestMap>(pipe: MessagePipe): Channel<M> {
  interface Open {
    resolve(result: unknown): void;
    reject(error: unknown): void;
    onProgress(value: unknown): void;
  }
  const open = new Map<number, Open>();
  let nextId = 1;
  let closed: DataSyncError | undefined;

  pipe.listen(message => {
    const wire = message as Wire;
    if (!('id' in wire)) return;
    const request = open.get(wire.id);
    if (!request) return;
    if ('progress' in wire) return request.onProgress(wire.progress);
    open.delete(wire.id);
    if ('result' in wire) request.resolve(wire.result);
    else if ('error' in wire) {
      const { code, message: text, data } = wire.error;
      request.reject(new DataSyncError(code, text, data));
    }
  });

  return {
    request(type, params, options = {}) {
      if (closed) return Promise.reject(closed);
      const id = nextId++;
      const cancel = () => pipe.post({ cancel: id });
      const result = new Promise<unknown>((resolve, reject) => {
        open.set(id, {
          resolve,
          reject,
          onProgress: value => options.onProgress?.(value as never),
        });
        pipe.post({ id, type, params });
        if (options.signal?.aborted) cancel();
        else options.signal?.addEventListener('abort', cancel, { once: true });
      });
      return result.finally(() => options.signal?.removeEventListener('abort', cancel));
    },
    close(reason) {
      closed = reason;
      for (const request of open.values()) request.reject(reason);
      open.clear();
    },
  };
}

/** The answering side: runs the handler of each request and sends back what it returns or throws. */
export function serveChannel<M extends RequestMap>(pipe: MessagePipe, handlers: Handlers<M>): void {
  const running = new Map<number, AbortController>();
  pipe.listen(message => {
    const wire = message as Wire;
    if ('cancel' in wire) return running.get(wire.cancel)?.abort();
    if (!('type' in wire)) return;
    const { id, type, params } = wire;
    const controller = new AbortController();
    running.set(id, controller);
    const handler = handlers[type as keyof M];
    const context = {
      signal: controller.signal,
      progress: (value: unknown) => pipe.post({ id, progress: value }),
    };
    Promise.resolve()
      .then(() => handler(params as never, context as never))
      .then(
        result => pipe.post({ id, result }),
        (thrown: unknown) => {
          const { code, message: text, data } = toDataSyncError(thrown);
          pipe.post({ id, error: { code, message: text, data: { ...data } } });
        },
      )
      .finally(() => running.delete(id));
  });
}
