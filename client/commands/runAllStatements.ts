import type { Command } from '../command';
import { documentPlace } from '../query/documentPlace';

/** Runs the statements of a document, one after the other. */
export const runAllStatements: Command = {
  id: 'pendoDataSync.runAllStatements',
  async run({ queries }, uri) {
    const place = await documentPlace(uri, undefined);
    if (place) await queries.runAll(place.document);
  },
};
