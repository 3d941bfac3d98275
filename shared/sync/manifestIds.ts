// Whose exports a manifest lists, and whether a user's `--application` means it.
import { DataSyncError } from '../errors';
import type { ExportManifest } from '../manifest/types';
import type { FoundManifest } from '../storage/discovery';

/** Whose exports a manifest lists. */
export interface ManifestIds {
  readonly subscription: string;
  /** An application id, `account` or `visitor`. */
  readonly application: string;
}

/** The folders' names, else what the newest entry says; undefined where neither tells. */
export function manifestIds(
  found: FoundManifest,
  { exports, family }: ExportManifest,
): ManifestIds | undefined {
  const entry = exports.at(-1);
  const own = { events: entry?.application?.id, accounts: 'account', visitors: 'visitor' }[family];
  const subscription = found.subscription ?? entry?.subscription?.id;
  const application = found.application ?? own;
  if (subscription === undefined || application === undefined) return undefined;
  return { subscription, application };
}

/** Whether `[<subscription>/]<id>`s mean these ids; none mean all. */
export function isChosen(
  { subscription, application }: ManifestIds,
  chosen: readonly string[],
): boolean {
  return (
    chosen.length === 0 ||
    chosen.some(name => name === application || name === `${subscription}/${application}`)
  );
}

/** False when the folders' names rule the manifest out, so that it need not be read. */
export function mayBeChosen(found: FoundManifest, chosen: readonly string[]): boolean {
  const { subscription, application } = found;
  if (subscription === null || application === null) return true;
  return isChosen({ subscription, application }, chosen);
}

/** `plan.unknown-selection`: what was asked for, and what there is. */
export function nothingChosen(
  manifests: readonly FoundManifest[],
  chosen: readonly string[],
): DataSyncError {
  const known = manifests.map(({ subscription, application, path }) =>
    subscription === null ? path : `${subscription}/${application ?? ''}`,
  );
  return new DataSyncError(
    'plan.unknown-selection',
    `no application is ${chosen.join(' or ')}; the destination has ${known.join(', ')}`,
    { chosen, known },
  );
}
