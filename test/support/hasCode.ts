import { DataSyncError, type ErrorCode } from '../../shared/errors';

/** For assert.rejects and assert.throws: the error is a DataSyncError of this code (and its text fits). */
export function hasCode(code: ErrorCode, text?: RegExp): (error: unknown) => boolean {
  return error => {
    if (!(error instanceof DataSyncError)) throw error;
    if (error.code !== code) throw error;
    if (text && !text.test(error.message)) throw error;
    return true;
  };
}
