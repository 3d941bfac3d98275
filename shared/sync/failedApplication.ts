import { toDataSyncError } from '../errors';
import type { FailedApplication } from '../protocol/worker';

/** What is told of an application that something thrown has broken; the others go on. */
export function failedApplication(
  { subscription, application }: Omit<FailedApplication, 'error'>,
  thrown: unknown,
): FailedApplication {
  const { code, message } = toDataSyncError(thrown);
  return { subscription, application, error: { code, message } };
}

/** `1/2`; the manifest's path where that could not be read. */
export function nameOfFailed({ subscription, application }: FailedApplication): string {
  return subscription === '' ? application : `${subscription}/${application}`;
}
