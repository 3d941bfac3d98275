import { readCloudUrl } from '../../shared/storage/cloud/readCloudUrl';
import { askForAccess } from '../clouds/askForAccess';
import { tryAccess } from '../clouds/tryAccess';
import type { Command } from '../command';
import { rowsOf } from '../tree/rowsOf';

/** Asks anew how a bucket is opened: other credentials, or the same ones that have run out. */
export const changeAccess: Command = {
  id: 'pendoDataSync.changeAccess',
  async run(app, ...args) {
    const { destination, place } = rowsOf(app, args)[0]?.target ?? {};
    const url = destination ?? place?.destination;
    const bucket = url === undefined ? undefined : readCloudUrl(url)?.place;
    if (url === undefined || !bucket) return;
    const before = app.destinations.all.find(known => known.url === url)?.access;
    const chosen = await askForAccess(bucket, before);
    const opened = chosen && (await tryAccess(app, bucket, chosen));
    if (!opened) return;
    await app.clouds.keepSecret(url, opened.secret);
    await app.destinations.openBy(url, opened.choice);
    await app.tree.refresh();
  },
};
