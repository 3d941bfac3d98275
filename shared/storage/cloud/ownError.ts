import { DataSyncError, isDataSyncError } from '../../errors';

/** Callers ask for the class; what lies in a bundle of its own has another one by the same name. */
export function ownError(error: unknown): unknown {
  if (error instanceof DataSyncError || !isDataSyncError(error)) return error;
  const { code, message, data } = error;
  return new DataSyncError(code, message, data, { cause: error });
}
