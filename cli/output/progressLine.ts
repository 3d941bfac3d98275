import type { VerbContext } from '../verb';
import { clipText } from '../../shared/util/displayWidth';

/** One line on stderr that is painted over. */
export interface ProgressLine {
  /** Paints the text, at most ten times a second; does nothing where stderr is no terminal. */
  show(text: string): void;
  /** Wipes the line, so that ordinary output can follow. */
  clear(): Promise<void>;
}

const millisecondsBetween = 100;

/** A progress line on the stderr of a verb. */
export function createProgressLine({
  stderr,
  interactive,
  columns,
  now,
}: Pick<VerbContext, 'stderr' | 'interactive' | 'columns' | 'now'>): ProgressLine {
  let paintedAt = -Infinity;
  let painted: Promise<void> = Promise.resolve();
  return {
    show(text) {
      const time = now().getTime();
      if (!interactive || time - paintedAt < millisecondsBetween) return;
      paintedAt = time;
      const line = clipText(text, (columns ?? 80) - 1);
      // A terminal that has gone away must not end the work that is being reported.
      painted = stderr.write(`\r\u001b[K${line}`).catch(() => undefined);
    },
    async clear() {
      await painted;
      if (paintedAt > -Infinity) await stderr.write('\r\u001b[K');
      paintedAt = -Infinity;
    },
  };
}
