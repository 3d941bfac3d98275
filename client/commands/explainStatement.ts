import type { Command } from '../command';
import { documentPlace } from '../query/documentPlace';

/** Shows how a statement would be run: what is read whole, what is found by an index. */
export const explainStatement: Command = {
  id: 'pendoDataSync.explainStatement',
  async run({ queries }, uri, offset) {
    const place = await documentPlace(uri, offset);
    if (place) await queries.explainAt(place.document, place.offset);
  },
};
