import type { Writable } from 'node:stream';
import { DataSyncError } from '../../shared/errors';
import type { Output } from '../verb';
import { OutputClosed } from './outputClosed';

/**
 * A stream as an Output: a write resolves when the stream took it, and rejects once its reader is gone.
 * Writes to files and pipes do not wait, so each lets the event loop turn: Ctrl-C is heard between two.
 */
export function streamOutput(stream: Writable): Output {
  let failure: Error | undefined;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    failure = meaningOf(error);
  });
  return {
    write(text) {
      if (failure) return Promise.reject(failure);
      return new Promise((resolve, reject) => {
        stream.write(text, error => {
          if (!error) setImmediate(resolve);
          else reject(meaningOf(error));
        });
      });
    },
  };
}

function meaningOf(error: NodeJS.ErrnoException): Error {
  // The reader of a pipe has left, or the terminal is gone.
  const closed = ['EPIPE', 'EIO', 'ERR_STREAM_DESTROYED'];
  if (closed.includes(error.code ?? '')) return new OutputClosed();
  const message = `the answer cannot be written: ${error.message}; it is not complete`;
  return new DataSyncError('cli.output-failed', message, {}, { cause: error });
}
