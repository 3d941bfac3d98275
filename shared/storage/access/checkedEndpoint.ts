import { DataSyncError } from '../../errors';
import type { CloudPlace } from '../cloud/cloudPlace';
import { withoutSecrets } from '../cloud/readCloudUrl';

/** An endpoint as it is; one that is no URL of a web server is `storage.unsupported-url`, before anything is signed for it. */
export function checkedEndpoint<T extends string | undefined>(endpoint: T, place: CloudPlace): T {
  if (endpoint === undefined || /^https?:\/\/[^/?#]/i.test(endpoint)) {
    if (endpoint === undefined || URL.canParse(endpoint)) return endpoint;
  }
  const shown = withoutSecrets(endpoint);
  throw new DataSyncError(
    'storage.unsupported-url',
    `cannot open ${place.url}: its endpoint '${shown}' is no URL of a service. Write https://host or https://host:port`,
    { url: place.url, endpoint: shown },
  );
}
