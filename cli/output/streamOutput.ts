import type { Writable } from 'node:stream';
import type { Output } from '../verb';
import { OutputClosed } from './outputClosed';

/** A stream as an Output: a write resolves when the stream took it, and rejects once its reader is gone. */
export function streamOutput(stream: Writable): Output {
  let failure: Error | undefined;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    failure = error.code === 'EPIPE' ? new OutputClosed() : error;
  });
  return {
    write(text) {
      if (failure) return Promise.reject(failure);
      return new Promise((resolve, reject) => {
        stream.write(text, error => {
          if (!error) resolve();
          else reject(isBrokenPipe(error) ? new OutputClosed() : error);
        });
      });
    },
  };
}

function isBrokenPipe(error: NodeJS.ErrnoException): boolean {
  return error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED';
}
