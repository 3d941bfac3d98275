import { DataSyncError } from '../../errors';
import type { CloudPlace } from '../cloud/cloudPlace';
import { withoutSecrets } from '../cloud/readCloudUrl';

/** Whether a text is the URL of a service and nothing else: user, password and signature are secrets, asked for elsewhere. */
export function isEndpoint(text: string): boolean {
  if (!/^https?:\/\/[^/?#][^?#]*$/i.test(text) || !URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username === '' && password === '';
}

/** An endpoint as it is; one that is no URL of a service is `storage.unsupported-url`, before anything is signed for it. */
export function checkedEndpoint<T extends string | undefined>(endpoint: T, place: CloudPlace): T {
  if (endpoint === undefined || isEndpoint(endpoint)) return endpoint;
  const shown = withoutSecrets(endpoint);
  throw new DataSyncError(
    'storage.unsupported-url',
    `cannot open ${place.url}: its endpoint '${shown}' is no URL of a service alone. ` +
      'Write https://host or https://host:port, without user, password and signature',
    { url: place.url, endpoint: shown },
  );
}
