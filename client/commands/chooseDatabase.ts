import type { Command } from '../command';
import { documentPlace } from '../query/documentPlace';

/** Binds a SQL document to a local database, or to another one. */
export const chooseDatabase: Command = {
  id: 'pendoDataSync.chooseDatabase',
  async run({ queries }, uri) {
    const place = await documentPlace(uri, undefined);
    if (place) await queries.bind(place.document);
  },
};
