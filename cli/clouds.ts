// How verbs get at buckets: by the clouds' own environment and profiles, and by what the options say.
import path from 'node:path';

import type { AccessChoice, ChosenAccess } from '../shared/storage/access/accessChoice';
import type { CloudPlace } from '../shared/storage/cloud/cloudPlace';
import { ownerOf } from '../shared/storage/cloud/ownerOf';
import { createRangeCache } from '../shared/storage/cloud/rangeCache';
import { readCloudUrl } from '../shared/storage/cloud/readCloudUrl';
import { createStores, type Stores } from '../shared/storage/createStores';
import { locationOf, splitLocation } from '../shared/storage/location';
import type { CloudHost } from '../shared/worker/cloudHost';
import type { OptionSpec, ParsedArguments, VerbContext } from './verb';

/** Options of verbs that read a destination, which may lie in a bucket. */
export const cloudOptions: readonly OptionSpec[] = [
  { name: 'profile', value: 'NAME', description: 'S3: the profile of ~/.aws to use' },
  { name: 'region', value: 'REGION', description: 'S3: the region of the bucket' },
  {
    name: 'endpoint',
    value: 'URL',
    description: 'Another service than the provider’s own: MinIO, Ceph, R2, an emulator',
  },
  { name: 'path-style', description: 'S3: the bucket is in the path, not in the host name' },
  { name: 'key-file', value: 'FILE', description: 'Google: the key file of a service account' },
  { name: 'anonymous', description: 'Send no credentials' },
  { name: 'no-cache', description: 'Keep nothing on disk of what is read from buckets' },
];

/** What a thread that reads the destination is started with. */
export function cloudsOf(args: ParsedArguments, context: VerbContext): CloudHost {
  const signed = [...args.positionals, ...args.texts('destination')].flatMap(signedPlaces);
  const choice = readChoice(args);
  // A signature is sent to the place that it was typed with, and to no other.
  const choose = (place: CloudPlace): ChosenAccess => {
    const own = ownerOf(place, signed);
    if (!own) return { choice };
    return { choice: { ...choice, method: 'sas' }, secret: { kind: 'sas', text: own.sas } };
  };
  return {
    access: context.openClouds(choose),
    cache: args.flag('no-cache') ? undefined : context.rangeCache,
  };
}

/** Stores for a verb that reads the destination itself. */
export function storesOf(args: ParsedArguments, context: VerbContext): Stores {
  const { access, cache } = cloudsOf(args, context);
  return createStores({ access, cache: cache && createRangeCache(cache) });
}

/** The destination that the user named, in one spelling and without a signature; paths are those of the user's folder. */
export function destinationOf(word: string, { cwd }: Pick<VerbContext, 'cwd'>): string {
  const isUrl = word === '' || /^[a-z][a-z0-9+.-]+:\/\//i.test(word);
  return isUrl ? locationOf(word) : path.resolve(cwd, word);
}

interface SignedPlace {
  readonly url: string;
  readonly sas: string;
}

/** The place of a signed URL; of a file also its folder, in which the file is opened. */
function signedPlaces(word: string): readonly SignedPlace[] {
  const { place, sas } = readCloudUrl(word) ?? {};
  if (!place || sas === undefined) return [];
  const { folder, name } = splitLocation(place.url);
  return [{ url: place.url, sas }, ...(/\.\w+$/.test(name) ? [{ url: folder, sas }] : [])];
}

function readChoice(args: ParsedArguments): AccessChoice {
  const [profile, region, endpoint] = ['profile', 'region', 'endpoint'].map(name =>
    args.text(name),
  );
  const keyFile = args.text('key-file');
  return {
    ...(profile === undefined ? {} : { method: 'profile', profile }),
    ...(keyFile === undefined ? {} : { method: 'keyFile', keyFile }),
    ...(args.flag('anonymous') ? { method: 'anonymous' } : {}),
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(args.flag('path-style') ? { pathStyle: true } : {}),
  };
}
