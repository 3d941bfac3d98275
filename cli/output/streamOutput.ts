import type { Writable } from 'node:stream';
import type { Output } from '../verb';
import { OutputClosed } from './outputClosed';

/**
 * A stream as an Output: a write resolves when the stream took it, and rejects once its reader is gone.
 * Writes to files and pipes do not wait, so each lets the event loop turn: Ctrl-C is heard between two.
 */
export function streamOutput(stream: Writable): Output {
  let failure: Error | undefined;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    failure = isClosed(error) ? new OutputClosed() : error;
  });
  return {
    write(text) {
      if (failure) return Promise.reject(failure);
      return new Promise((resolve, reject) => {
        stream.write(text, error => {
          if (!error) setImmediate(resolve);
          else reject(isClosed(error) ? new OutputClosed() : error);
        });
      });
    },
  };
}

/** The reader of a pipe has left, or the terminal is gone. */
function isClosed({ code }: NodeJS.ErrnoException): boolean {
  return code === 'EPIPE' || code === 'EIO' || code === 'ERR_STREAM_DESTROYED';
}
