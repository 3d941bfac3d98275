import { workerData } from 'node:worker_threads';

import { isRecord } from '../util/isRecord';
import { readTexts, translateBy, type Translate } from '../util/translate';

/** The language of the host that started this thread, by the texts that it gave along. */
export function languageOfThread(): Translate {
  const given: unknown = workerData;
  return translateBy(readTexts(isRecord(given) ? given.texts : undefined));
}
