import { DataSyncError } from '../errors';
import type { Channel, RequestMap } from '../protocol/channel';
import type { Thread } from './startThread';

/** A thread inside a statement cannot look at its messages; then it is ended, which the lock file survives. */
const usualPatience = 150;

/** The channel of a thread that is ended when a request is cancelled and does not end by itself. */
export function endOnCancel<M extends RequestMap>(
  thread: Thread<M>,
  patience = usualPatience,
): Channel<M> {
  const { channel } = thread;
  return {
    async request(type, params, requestOptions = {}) {
      const { signal } = requestOptions;
      let timer: NodeJS.Timeout | undefined;
      const onAbort = () => {
        timer = setTimeout(() => {
          channel.close(new DataSyncError('cli.cancelled', 'cancelled'));
          void thread.dispose();
        }, patience);
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      try {
        return await channel.request(type, params, requestOptions);
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
      }
    },
    close: reason => channel.close(reason),
  };
}
