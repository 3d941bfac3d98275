// What a table of exports is of, as a value that outlives the window.
import { isRecord } from '../../shared/util/isRecord';
import { ApplicationNode } from '../tree/applicationNode';
import { DestinationNode } from '../tree/destinationNode';
import { labelOf, type Row } from '../tree/row';
import { SubscriptionNode } from '../tree/subscriptionNode';

/** Which exports a table is of; without a destination of all. */
export interface ExportsScope {
  /** A folder or URL. */
  readonly destination?: string;
  /** Paths of manifests in it; without them all. */
  readonly manifests?: readonly string[];
  /** What people call it. */
  readonly name?: string;
}

/** The table of a row: of the destination, subscription or application that it is, or stands below. */
export function scopeOfRow(row: Row | undefined): ExportsScope {
  for (let each = row; each; each = each.parent) {
    const name = labelOf(each);
    if (each instanceof DestinationNode) return { destination: each.destination.url, name };
    if (each instanceof SubscriptionNode) {
      const { destination, manifests } = each.content;
      return { destination, manifests, name };
    }
    if (each instanceof ApplicationNode) {
      const { destination, manifest } = each.place;
      return { destination, manifests: [manifest.path], name };
    }
  }
  return {};
}

/** What an earlier window has left in its view. */
export function readScope(state: unknown): ExportsScope {
  const scope = isRecord(state) ? state['scope'] : undefined;
  if (!isRecord(scope)) return {};
  const { destination, manifests, name } = scope;
  if (typeof destination !== 'string') return {};
  const paths = Array.isArray(manifests) ? manifests.filter(each => typeof each === 'string') : [];
  return {
    destination,
    ...(paths.length > 0 ? { manifests: paths } : {}),
    ...(typeof name === 'string' ? { name } : {}),
  };
}
