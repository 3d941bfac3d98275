// What a process of the command line gives to the tools for assistants.
import { randomBytes } from 'node:crypto';

import type { AssistantDestination, AssistantPorts } from '../../shared/assistant/ports';
import { nameOfDestination } from '../../shared/storage/nameOfDestination';
import type { CloudHost } from '../../shared/worker/cloudHost';
import { WorkerThreads } from '../../shared/worker/workerThreads';

/** What the user named when the process was started. */
export interface ServedPlaces {
  /** Folders and URLs, without secrets. */
  readonly destinations: readonly string[];
  /** Folder of the local databases. */
  readonly database: string | undefined;
  /** Personal data may be shown. */
  readonly mayReveal: boolean;
  readonly clouds: CloudHost;
}

/** The ports, and what ends the threads behind them. */
export function processPorts({ destinations, database, mayReveal, clouds }: ServedPlaces): {
  readonly ports: Omit<AssistantPorts, 'tell'>;
  readonly dispose: () => void;
} {
  const threads = new WorkerThreads({ clouds: () => clouds });
  const named = namedAlike(destinations);
  const ports = {
    destinations: async () => named,
    adviceOnDestinations:
      'the user starts this server with --destination FOLDER_OR_URL, once for each',
    database,
    adviceOnDatabase: 'the user starts this server with --db FOLDER',
    masking: { key: randomBytes(32).toString('base64') },
    reveal: { isAllowed: mayReveal, advice: 'the user starts this server with --reveal' },
    request: threads.request,
    requestAlone: threads.requestAlone,
    whileReading: threads.whileReading.bind(threads),
  };
  return { ports, dispose: () => threads.dispose() };
}

/** Two that are called the same go by their URLs. */
function namedAlike(urls: readonly string[]): readonly AssistantDestination[] {
  const names = urls.map(nameOfDestination);
  return urls.map((url, place) => {
    const name = names[place] ?? url;
    return { url, name: names.filter(each => each === name).length > 1 ? url : name };
  });
}
