import { DataSyncError } from '../../errors';
import type { CloudPlace } from '../cloud/cloudPlace';

import type { AccessMethod } from './accessChoice';

/** The error that a cloud has no such way to be opened; `allowed` are those that it has. */
export function unknownMethod(
  { url, provider }: CloudPlace,
  method: AccessMethod,
  allowed: readonly AccessMethod[],
): DataSyncError {
  const message = `cannot open ${url}: it cannot be opened by '${method}'. Choose one of: ${allowed.join(', ')}`;
  return new DataSyncError('storage.bad-credentials', message, { provider, method, allowed });
}
