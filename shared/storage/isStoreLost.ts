import { DataSyncError, type ErrorCode } from '../errors';

const lost: ReadonlySet<ErrorCode> = new Set([
  'storage.unreachable',
  'storage.no-credentials',
  'storage.bad-credentials',
]);

/** Whether an error says that nothing more can be read of a store, rather than that one object cannot. */
export function isStoreLost(error: unknown): boolean {
  return error instanceof DataSyncError && lost.has(error.code);
}
