// Options → subscriptions, applications and their exports: everything that has a manifest.
import type { ExportFamily } from '../manifest/types';

import type { NamedIdJson } from './billOfMaterials';
import { createSite } from './content';
import { eventExportFiles, type MadeExport } from './eventExport';
import { EventSource } from './events';
import { applicationIdOf, subscriptionIdOf } from './ids';
import { createMatchables, matchableCounts } from './matchables';
import type { ResolvedOptions } from './options';
import { createPopulation, type Population } from './people';
import { peopleExportFiles } from './peopleExport';
import { scheduleEvents, schedulePeople, type ScheduledExport } from './schedule';
import type { FileOrPause } from './simulatedFile';

/** What one manifest lists, and how its exports are made. */
export interface ManifestWorld {
  readonly family: ExportFamily;
  readonly subscription: NamedIdJson;
  /** Events only. */
  readonly application?: NamedIdJson;
  /** The application's id, `account` or `visitor`. */
  readonly folderName: string;
  /** In the order of their counters. */
  readonly exports: readonly ScheduledExport[];
  readonly isNewestFirst: boolean;
  /** The files of one export below a folder, with pauses. */
  readonly make: (scheduled: ScheduledExport, folder: string) => Generator<FileOrPause, MadeExport>;
}

const subscriptionNames = ['Acme', 'Globex', 'Ünited Söftware'];

/** All manifests of a destination: per subscription the applications, then account and visitor. */
export function createManifestWorlds(options: ResolvedOptions): ManifestWorld[] {
  const indexes = Array.from({ length: options.subscriptions }, (_, i) => i);
  return indexes.flatMap(index => {
    const subscription = {
      displayName: subscriptionNames[index] ?? `Customer ${index + 1}`,
      id: subscriptionIdOf(options.seed, index),
    };
    const size = Math.min(4000, Math.max(12, Math.round(options.rows / 4)));
    const population = createPopulation(options.seed, subscription.id, size);
    const context = { options, subscription, population, subscriptionIndex: index };
    const worlds: ManifestWorld[] = [];
    if (options.families.has('events')) {
      for (let i = 0; i < options.applications; i++) worlds.push(applicationWorld(context, i));
    }
    if (options.families.has('accounts')) worlds.push(peopleWorld(context, 'accounts'));
    if (options.families.has('visitors')) worlds.push(peopleWorld(context, 'visitors'));
    return worlds;
  });
}

interface Context {
  readonly options: ResolvedOptions;
  readonly subscription: NamedIdJson;
  readonly subscriptionIndex: number;
  readonly population: Population;
}

function applicationWorld(context: Context, index: number): ManifestWorld {
  const { options, subscription, population } = context;
  const { seed, rows, matchables: count } = options;
  const id = applicationIdOf(seed, index);
  // Two subscriptions may have one application id; what happens there is not the same.
  const key = `${subscription.id}/${id}`;
  const counts = matchableCounts(count);
  const sizes = {
    routes: Math.max(30, Math.ceil(counts.Page * 1.25)),
    tracks: counts.TrackType + 2,
  };
  const site = createSite(seed, key, sizes);
  const history = createMatchables(seed, key, site, { count, ...options });
  const events = new EventSource({
    seed,
    subscription: subscription.id,
    application: id,
    site,
    population,
    rows,
  });
  const world = {
    options,
    site,
    matchables: history.matchables,
    events,
    hasTypedIds: index % 2 === 0,
    hasAllDefinitions: index % 2 === 0,
  };
  // The first application has long been exported, the others began with this simulation.
  const isMature = index === 0 && context.subscriptionIndex === 0;
  const names = {
    seed,
    subscription: subscription.id,
    application: id,
    firstCounter: isMature ? options.firstCounter : 1,
  };
  return {
    family: 'events',
    subscription,
    application: { displayName: index === 0 ? 'Acme Web' : `Acme App ${index + 1}`, id },
    folderName: id,
    exports: scheduleEvents(names, options, history.changes),
    isNewestFirst: index % 2 === 1,
    make: (scheduled, folder) => eventExportFiles(world, scheduled, folder),
  };
}

function peopleWorld(context: Context, family: 'accounts' | 'visitors'): ManifestWorld {
  const { options, subscription, population } = context;
  const folderName = family === 'accounts' ? 'account' : 'visitor';
  const names = {
    seed: options.seed,
    subscription: subscription.id,
    application: folderName,
    firstCounter: 1,
  };
  const world = { options, subscription: subscription.id, family, population };
  return {
    family,
    subscription,
    folderName,
    exports: schedulePeople(names, options),
    isNewestFirst: false,
    make: (scheduled, folder) => peopleExportFiles(world, scheduled, folder),
  };
}
