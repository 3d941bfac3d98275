import { toDataSyncError } from '../errors';
import { describeAccessFailure } from '../storage/access/describeAccessFailure';
import { inEnglish } from '../util/translate';

/** A failure for a model: our code, what happened and what to do next; of a bucket also who was asked for access. */
export function describeFailure(thrown: unknown): { readonly code: string; readonly text: string } {
  const error = toDataSyncError(thrown);
  const [, ...report] = describeAccessFailure(inEnglish, error).trimEnd().split('\n');
  const head = `error ${error.code}: ${error.message}`;
  return { code: error.code, text: [head, ...report].join('\n') };
}
