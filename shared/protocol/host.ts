// What a worker thread asks of the process that started it. Credentials are resolved there: in VS Code only the
// extension host's main thread knows the user's proxy, certificates and secrets.
import type { CloudAccess, CloudCredentials } from '../storage/cloud/cloudAccess';
import type { CloudPlace } from '../storage/cloud/cloudPlace';

export type HostRequests = {
  /** A bucket is opened, or its service has refused what was handed out before (`rejected`) as expired. */
  access: {
    params: { readonly place: CloudPlace; readonly rejected: CloudCredentials | undefined };
    result: CloudAccess;
  };
};
