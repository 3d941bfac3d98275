import { locationBelow } from '../../shared/storage/location';
import type { Command } from '../command';
import { documentUri } from '../files/documentUri';
import { openFile } from '../ui/openFile';
import { rowsOf } from '../tree/rowsOf';

/** Opens the manifest that a row stands in. */
export const openManifest: Command = {
  id: 'pendoDataSync.openManifest',
  async run(app, ...args) {
    const place = rowsOf(app, args)[0]?.target.place;
    if (!place) return;
    const file = locationBelow(place.destination, place.manifest.path);
    await openFile(app, documentUri(file));
  },
};
