import { isDataSyncError } from '../../errors';

/** The command that signs the user in again, where that is what helps. */
export function signInCommand(error: unknown): string | undefined {
  const signIn = isDataSyncError(error) ? error.data['signIn'] : undefined;
  return typeof signIn === 'string' ? signIn : undefined;
}
