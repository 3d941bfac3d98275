// A destination that grows day by day: files of exports as they are made, and the manifests of that day.
// Nothing is written here: see writeSimulation.ts.
import type { ExportFamily } from '../manifest/types';
import { Breather } from '../util/breather';

import { billText, manifestChunks, timeText } from './billOfMaterials';
import type { BillJson, ManifestEntryJson } from './billOfMaterials';
import { dayMilliseconds, dayOf, textOfDay } from './days';
import type { MadeExport } from './eventExport';
import { FaultPlan, type AppliedFault } from './faults';
import { resolveOptions, type ResolvedOptions, type SimulationOptions } from './options';
import type { ScheduledExport } from './schedule';
import type { FileOrPause, SimulatedFile } from './simulatedFile';
import { createManifestWorlds, type ManifestWorld } from './world';

/** What has been made so far. */
export interface SimulationSummary {
  readonly exports: number;
  readonly files: number;
  /** In Avro files: events once per file that holds them. */
  readonly rows: number;
  /** Of Avro files. */
  readonly bytes: number;
  /** The last day that was made, `2024-06-30`; null before the first. */
  readonly day: string | null;
  readonly manifests: readonly ManifestSummary[];
  readonly faults: readonly AppliedFault[];
}

export interface ManifestSummary {
  readonly subscription: string;
  readonly application: string;
  readonly family: ExportFamily;
  readonly exports: number;
  /** Counters of all exports made, both inclusive. */
  readonly firstCounter: number;
  readonly lastCounter: number;
}

/** A manifest lists the exports of so many days. */
const manifestDays = 30;

/** All files of a simulation, to its last day. */
export async function* simulate(
  options: SimulationOptions,
  signal?: AbortSignal,
): AsyncGenerator<SimulatedFile> {
  yield* new Simulation(options).advanceTo(undefined, signal);
}

/** A simulation that stops at any day and goes on from there; earlier exports never change. */
export class Simulation {
  readonly #options: ResolvedOptions;
  readonly #owners: readonly ManifestOwner[];
  readonly #faults: FaultPlan;
  #day: number | undefined;
  #files = 0;

  constructor(options: SimulationOptions) {
    this.#options = resolveOptions(options);
    const worlds = createManifestWorlds(this.#options);
    const first = worlds.find(({ family }) => family === 'events');
    this.#faults = new FaultPlan(this.#options.faults, first?.exports ?? []);
    this.#owners = worlds.map(
      world => new ManifestOwner(world, world === first ? this.#faults : undefined),
    );
  }

  /** The first and the last day on which exports are made. */
  get days(): { readonly first: string; readonly last: string } {
    return { first: textOfDay(this.#options.start), last: textOfDay(this.#options.end - 1) };
  }

  /**
   * The files of all exports that were not made yet, up to and with `day` (default the last), each
   * application's manifest as of that day at its end. Take each file's chunks before the next file.
   */
  async *advanceTo(day?: string, signal?: AbortSignal): AsyncGenerator<SimulatedFile> {
    const today = day === undefined ? this.#options.end - 1 : dayOf(day);
    if (today === undefined) throw new RangeError(`${String(day)} is not a day`);
    const breather = new Breather();
    for (const owner of this.#owners) {
      for (const file of owner.advanceTo(today)) {
        const pause = breather.breathe(signal);
        if (pause) await pause;
        signal?.throwIfAborted();
        if (!file) continue;
        this.#files++;
        yield file;
      }
    }
    this.#day = today;
  }

  get summary(): SimulationSummary {
    const manifests = this.#owners.map(owner => owner.summary);
    const sum = (of: (owner: ManifestOwner) => number) =>
      this.#owners.reduce((total, owner) => total + of(owner), 0);
    return {
      exports: sum(owner => owner.summary.exports),
      files: this.#files,
      rows: sum(owner => owner.rows),
      bytes: sum(owner => owner.bytes),
      day: this.#day === undefined ? null : textOfDay(this.#day),
      manifests,
      faults: this.#faults.applied,
    };
  }
}

/** One manifest and the exports that it lists. */
class ManifestOwner {
  readonly #world: ManifestWorld;
  readonly #faults: FaultPlan | undefined;
  readonly #entries: { readonly day: number; readonly entry: ManifestEntryJson }[] = [];
  rows = 0;
  bytes = 0;

  constructor(world: ManifestWorld, faults: FaultPlan | undefined) {
    this.#world = world;
    this.#faults = faults;
  }

  get summary(): ManifestSummary {
    const { subscription, application, family, exports } = this.#world;
    const firstCounter = exports[0]?.counter ?? 0;
    const made = this.#entries.length;
    return {
      subscription: subscription.id,
      application: application?.id ?? this.#world.folderName,
      family,
      exports: made,
      firstCounter,
      lastCounter: firstCounter + Math.max(0, made - 1),
    };
  }

  *advanceTo(today: number): Generator<FileOrPause> {
    const { exports } = this.#world;
    for (const scheduled of exports.slice(this.#entries.length)) {
      if (scheduled.day > today) break;
      yield* this.#make(scheduled);
    }
    if (this.#entries.length > 0) yield this.#manifest(today);
  }

  *#make(scheduled: ScheduledExport): Generator<FileOrPause> {
    const { world, faults } = { world: this.#world, faults: this.#faults?.ofExport(scheduled) };
    const folder = `${this.#folder}/${scheduled.exportId}`;
    const files = world.make(scheduled, folder);
    let made = files.next();
    for (; !made.done; made = files.next()) {
      yield faults && made.value ? faults.spoilFile(made.value) : made.value;
    }
    const whole = this.#bill(scheduled, made.value);
    const bill = faults ? faults.spoilBill(whole, folder) : whole;
    this.rows += made.value.rows;
    this.bytes += made.value.bytes;
    this.#entries.push({
      day: scheduled.day,
      entry: {
        bill,
        counter: scheduled.counter,
        exportType: exportTypeOf(scheduled),
        finishTime: finishTime(scheduled),
        storageSize: made.value.bytes,
        rootUrl: `gs://acme-pendo-data-sync/${folder}`,
      },
    });
    const chunks = [new TextEncoder().encode(billText(bill))];
    yield { path: `${folder}/billofmaterials.json`, role: { kind: 'billOfMaterials' }, chunks };
  }

  #bill({ finishedAt }: ScheduledExport, { content }: MadeExport): BillJson {
    const { subscription, application } = this.#world;
    return {
      timestamp: timeText(finishedAt - 45_000, 6),
      ...(application && { application }),
      subscription,
      ...content,
    };
  }

  #manifest(today: number): SimulatedFile {
    const { isNewestFirst } = this.#world;
    const path = `${this.#folder}/exportmanifest.json`;
    const listed = this.#entries
      .filter(({ day }) => day > today - manifestDays)
      .map(({ entry }) => entry);
    const entries = this.#faults?.spoilManifest(listed, path) ?? listed;
    // The order is not promised; some manifests begin with the newest.
    const ordered = isNewestFirst ? [...entries].reverse() : entries;
    const generatedTime = timeText(today * dayMilliseconds + 64_800_000, 9);
    const chunks = manifestChunks(ordered, generatedTime);
    return { path, role: { kind: 'exportManifest' }, chunks };
  }

  get #folder(): string {
    return `datasync/${this.#world.subscription.id}/${this.#world.folderName}`;
  }
}

function exportTypeOf({ kind }: ScheduledExport): readonly string[] | null {
  if (kind === 'retroactive') return ['Retroactive'];
  return kind === 'test' ? ['Test'] : null;
}

/** 6, 7 or 9 fraction digits; every fourth time without a zone, which is UTC all the same. */
function finishTime({ finishedAt, counter }: ScheduledExport): string {
  const digits = [6, 9, 7, 6][counter % 4] ?? 6;
  return timeText(finishedAt, digits, counter % 4 === 3 ? '' : 'Z');
}
