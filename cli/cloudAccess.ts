// What the command line gives to verbs so that they can open buckets: the clouds' own chains, by the process's environment.
import os from 'node:os';
import path from 'node:path';

import { createAskAccess } from '../shared/storage/access/createAskAccess';
import { routeFromEnvironment } from '../shared/storage/access/routeFromEnvironment';
import type { AskAccess } from '../shared/storage/cloud/cloudAccess';
import type { RangeCacheOptions } from '../shared/storage/cloud/rangeCache';
import type { VerbContext } from './verb';

/** Megabytes that the cache on disk may have, about. */
const cacheMegabytes = 1024;

/** Access to buckets, resolved when the first one is opened. */
export function cloudAccess(environment: NodeJS.ProcessEnv): VerbContext['openClouds'] {
  return choose => {
    let asking: Promise<AskAccess> | undefined;
    const start = async () =>
      createAskAccess({
        environment,
        route: await routeFromEnvironment(environment),
        choose: async place => choose(place),
      });
    return async (place, rejected, signal) => (await (asking ??= start()))(place, rejected, signal);
  };
}

/** Below the user's folder of caches: `~/.cache/pendo-data-sync/ranges`. */
export function rangeCacheOf(environment: NodeJS.ProcessEnv): RangeCacheOptions {
  const named = environment['XDG_CACHE_HOME'] ?? '';
  const caches = path.isAbsolute(named) ? named : path.join(os.homedir(), '.cache');
  const folder = path.join(caches, 'pendo-data-sync', 'ranges');
  return { folder, bytes: cacheMegabytes * (1 << 20) };
}
