import type { Command } from '../command';
import { documentPlace } from '../query/documentPlace';

/** Runs a statement: the one at an offset of a document, or that at the cursor; of a selection all that are in it. */
export const runStatement: Command = {
  id: 'pendoDataSync.runStatement',
  async run({ queries }, uri, offset) {
    const place = await documentPlace(uri, offset);
    if (!place) return;
    const { document, selected } = place;
    if (selected) await queries.runAll(document, selected);
    else await queries.runAt(document, place.offset);
  },
};
