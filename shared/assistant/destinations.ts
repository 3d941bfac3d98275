// What a model calls a destination or a manifest → the one that is meant.
import { DataSyncError } from '../errors';
import type { FoundManifest } from '../storage/discovery';
import { isChosen } from '../sync/manifestIds';
import { untilAborted } from '../util/untilAborted';
import type { AssistantDestination, AssistantPorts } from './ports';
import { optional, text } from './shape';

/** The key by which all tools name a destination. */
export const destinationField = optional(
  text(
    'Name or URL of a destination, as listDestinations gives it; may be left out where there is just one',
  ),
);

/** The key by which all tools name an application. */
export const applicationField = optional(
  text(
    'Only this application: its id, or <subscription>/<id> where the id alone is in several; "visitor" and "account" are the people',
  ),
);

/** The destination that is meant; no other may be read. */
export async function chooseDestination(
  named: string | undefined,
  { destinations, adviceOnDestinations }: AssistantPorts,
  signal: AbortSignal,
): Promise<AssistantDestination> {
  const all = await destinations(signal);
  const [first, ...others] = all;
  if (!first) throw unknown(`there is no destination: ${adviceOnDestinations}`);
  const list = all.map(({ name, url }) => `${name} (${url})`).join(', ');
  if (named === undefined) {
    if (others.length === 0) return first;
    throw unknown(`there are ${all.length} destinations, name one as "destination": ${list}`);
  }
  const found = all.filter(({ name, url }) => url === named || isAlike(name, named));
  if (found.length > 1)
    throw unknown(`several are called "${named}", name one by its URL: ${list}`);
  if (found[0]) return found[0];
  throw unknown(`no destination is called "${named}", allowed: ${list}`);
}

/** The manifests of a destination that are meant by an application's name; none is an error that lists them. */
export async function chooseManifests(
  { url }: AssistantDestination,
  application: string | undefined,
  ...[{ request }, signal]: readonly [AssistantPorts, AbortSignal]
): Promise<readonly FoundManifest[]> {
  const { manifests } = await untilAborted(request('manifests', { destination: url }), signal);
  const chosen = application === undefined ? [] : [application];
  const found = manifests.filter(manifest => isChosen(idsOf(manifest), chosen));
  if (found.length > 0) return found;
  throw new DataSyncError(
    'plan.unknown-selection',
    `no application is "${application ?? ''}", allowed: ${manifests.map(nameOf).join(', ')}`,
  );
}

/** `<subscription>/<application>`, by the folders it lies in. */
export function nameOf(manifest: FoundManifest): string {
  const { subscription, application } = idsOf(manifest);
  return `${subscription}/${application}`;
}

/** A manifest in folders that say nothing stands for itself. */
function idsOf({ subscription, application, path }: FoundManifest) {
  return { subscription: subscription ?? path, application: application ?? path };
}

function isAlike(a: string, b: string): boolean {
  return a.toLowerCase() === b.trim().toLowerCase();
}

function unknown(message: string): DataSyncError {
  return new DataSyncError('assistant.unknown-destination', message);
}
