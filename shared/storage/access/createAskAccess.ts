// Turns a place and what the user chose into access to it, and remembers it while it lasts.
import { isDeepStrictEqual } from 'node:util';

import { LruMap } from '../../util/lruMap';
import { SharedTask } from '../../util/sharedTask';
import type { AskAccess, CloudAccess, CloudCredentials } from '../cloud/cloudAccess';
import type { CloudPlace } from '../cloud/cloudPlace';
import { ownError } from '../cloud/ownError';

import type { ChosenAccess } from './accessChoice';
import type { AccessPorts, AccessRequest } from './accessPorts';

/** Credentials that expire within this time are no longer handed out, in milliseconds. */
const margin = 5 * 60_000;

/** Buckets whose access is remembered. */
const remembered = 64;

interface Resolved {
  readonly chosen: ChosenAccess;
  readonly task: SharedTask<CloudAccess>;
  /** Absent: still on its way. */
  access?: CloudAccess;
}

/**
 * Makes the service that stores ask for access. What it finds is kept in memory per bucket and choice; those who ask
 * at the same time wait for one answer.
 */
export function createAskAccess(ports: AccessPorts): AskAccess {
  const known = new LruMap<string, Resolved>(remembered);
  const start = (key: string, place: CloudPlace, chosen: ChosenAccess): Resolved => {
    const task = new SharedTask(async signal => {
      try {
        const access = await resolveAccess({ ...chosen, place, ports }, signal);
        resolved.access = access;
        return access;
      } catch (error) {
        if (known.peek(key) === resolved) known.delete(key);
        throw ownError(error);
      }
    });
    const resolved: Resolved = { chosen, task };
    known.set(key, resolved);
    return resolved;
  };
  return async (place, rejected, signal) => {
    const chosen = await ports.choose(place, signal);
    signal?.throwIfAborted();
    const { provider, account, bucket, region } = place;
    // Two destinations in one bucket may be opened in two ways.
    const key = JSON.stringify([provider, account, bucket, region, chosen.choice]);
    const before = known.get(key);
    const isGood = before && isDeepStrictEqual(before.chosen, chosen) && isUsable(before, rejected);
    const { task } = isGood ? before : start(key, place, chosen);
    return task.join(signal);
  };
}

function isUsable({ task, access }: Resolved, rejected: CloudCredentials | undefined): boolean {
  if (task.isAbandoned) return false;
  if (!access) return true;
  if (access.expires !== undefined && access.expires - Date.now() < margin) return false;
  return !isDeepStrictEqual(access.credentials, rejected);
}

/** The SDK of a cloud is read only when a bucket of it is opened. */
async function resolveAccess(request: AccessRequest, signal: AbortSignal): Promise<CloudAccess> {
  switch (request.place.provider) {
    case 's3': {
      const { findAwsAccess } = await import('./awsAccess');
      return findAwsAccess(request, signal);
    }
    case 'gcs': {
      const { findGoogleAccess } = await import('./googleAccess');
      return findGoogleAccess(request, signal);
    }
    case 'azure': {
      const { findAzureAccess } = await import('./azureAccess');
      return findAzureAccess(request, signal);
    }
  }
}
