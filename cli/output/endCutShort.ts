import { toDataSyncError } from '../../shared/errors';
import type { VerbContext } from '../verb';
import { OutputClosed } from './outputClosed';
import type { RowPrinter } from './rowPrinter';

/**
 * Ends an answer of which a part is already out: in its own format, so that a JSON document stays one,
 * and as a line on stderr. Resolves with the exit code.
 */
export async function endCutShort<T>(
  printer: RowPrinter<T>,
  thrown: unknown,
  { stderr, signal }: Pick<VerbContext, 'stderr' | 'signal'>,
): Promise<number> {
  if (thrown instanceof OutputClosed) throw thrown;
  const { code, message } = toDataSyncError(thrown);
  await printer.end({ error: { code, message } });
  await stderr.write(`error ${code}: ${message}\n`);
  return signal.aborted ? 130 : 1;
}
