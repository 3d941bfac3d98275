// Damage on purpose, for tests of what reads exports. Where it strikes follows from the schedule alone:
// fault number 0 hits the newest recurring export of the first application, number 1 the one before, and so on.
import { DataSyncError } from '../errors';

import type { BillJson, ManifestEntryJson, PeriodJson } from './billOfMaterials';
import { periodIdOf } from './days';
import type { ScheduledExport } from './schedule';
import type { SimulatedFile } from './simulatedFile';

/** What can be wrong with a destination. */
export type FaultKind =
  /** A file of the bill of materials is not there. */
  | 'missing-file'
  /** A file ends at 60 % of its bytes. */
  | 'truncated-file'
  /** The sync marker after a file's first block differs. */
  | 'damaged-framing'
  /** An eventCount is one more than the rows. */
  | 'wrong-count'
  /** Two entries of the manifest have one counter. */
  | 'duplicate-counter'
  /** Counters are missing in the middle of the manifest. */
  | 'gap';

export const faultKinds: readonly FaultKind[] = [
  'missing-file',
  'truncated-file',
  'damaged-framing',
  'wrong-count',
  'duplicate-counter',
  'gap',
];

export interface FaultRequest {
  readonly kind: FaultKind;
  /** How many files, entries or counters are hit. */
  readonly count: number;
}

/** One piece of damage that was done. */
export interface AppliedFault {
  readonly kind: FaultKind;
  readonly counter: number;
  /** The file that was hit, in the destination. */
  readonly path: string;
}

/** Reads `gap` or `missing-file:3`; anything else is `simulator.bad-option`. */
export function parseFault(text: string): FaultRequest {
  const match = /^([a-z-]+)(?::(\d{1,6}))?$/.exec(text);
  const kind = faultKinds.find(each => each === match?.[1]);
  const count = Number(match?.[2] ?? 1);
  if (kind && count > 0) return { kind, count };
  const allowed = `${faultKinds.join(', ')}, each with a count such as gap:2`;
  throw new DataSyncError('simulator.bad-option', `fault is "${text}", allowed: ${allowed}`, {
    option: 'fault',
    found: `"${text}"`,
    allowed,
  });
}

/** Which exports' files and bills are hit, and how the manifest is spoiled. */
export class FaultPlan {
  /** By counter of the first application's exports. */
  readonly #byCounter = new Map<number, FaultKind[]>();
  readonly #duplicates: number;
  readonly #gap: number;
  readonly applied: AppliedFault[] = [];

  constructor(requests: readonly FaultRequest[], exports: readonly ScheduledExport[]) {
    const targets = exports.filter(({ kind }) => kind === 'recurring').reverse();
    const kinds = requests.flatMap(({ kind, count }) => Array.from({ length: count }, () => kind));
    const ofFiles = kinds.filter(kind => kind !== 'duplicate-counter' && kind !== 'gap');
    ofFiles.forEach((kind, i) => {
      const counter = targets[i % targets.length]?.counter ?? 0;
      this.#byCounter.set(counter, [...(this.#byCounter.get(counter) ?? []), kind]);
    });
    this.#duplicates = kinds.filter(kind => kind === 'duplicate-counter').length;
    this.#gap = kinds.filter(kind => kind === 'gap').length;
  }

  /** What happens to yesterday's files of an export; one that is hit often loses one file after the other. */
  ofExport({ counter, day }: ScheduledExport): ExportFaults | undefined {
    const kinds = this.#byCounter.get(counter);
    if (!kinds) return undefined;
    const note = (kind: FaultKind, path: string) => void this.applied.push({ kind, counter, path });
    return new ExportFaults(kinds, day - 1, note);
  }

  /** The manifest's entries with counters removed or repeated. */
  spoilManifest(entries: readonly ManifestEntryJson[], path: string): readonly ManifestEntryJson[] {
    const middle = Math.max(1, Math.floor((entries.length - this.#gap) / 2));
    for (const { counter } of entries.slice(middle, middle + this.#gap)) {
      this.#noteOnce({ kind: 'gap', counter, path });
    }
    const kept = entries.filter((_, i) => i < middle || i >= middle + this.#gap);
    return kept.map((entry, i) => {
      const pair = Math.floor((kept.length - 1 - i) / 2);
      const before = kept[i - 1];
      const isSecond = (kept.length - 1 - i) % 2 === 0;
      if (!before || !isSecond || pair >= this.#duplicates) return entry;
      this.#noteOnce({ kind: 'duplicate-counter', counter: before.counter, path });
      return { ...entry, counter: before.counter };
    });
  }

  /** A manifest is written again each day that a staged simulation goes on. */
  #noteOnce(fault: AppliedFault): void {
    const isNoted = this.applied.some(
      ({ kind, counter }) => kind === fault.kind && counter === fault.counter,
    );
    if (!isNoted) this.applied.push(fault);
  }
}

/** The faults of one export. */
export class ExportFaults {
  readonly #left: FaultKind[];
  readonly #day: number;
  readonly #note: (kind: FaultKind, path: string) => void;
  #wrongCounts: number;

  constructor(
    kinds: readonly FaultKind[],
    day: number,
    note: (kind: FaultKind, path: string) => void,
  ) {
    this.#left = kinds.filter(kind => kind !== 'wrong-count');
    this.#wrongCounts = kinds.length - this.#left.length;
    this.#day = day;
    this.#note = note;
  }

  /** The file as it is written: whole, damaged, or undefined for a missing one. */
  spoilFile(file: SimulatedFile): SimulatedFile | undefined {
    const { role, path, chunks } = file;
    const isTarget =
      (role.kind === 'allEvents' || role.kind === 'matched') && role.day === this.#day;
    const kind = isTarget ? this.#left.shift() : undefined;
    if (!kind) return file;
    this.#note(kind, path);
    if (kind === 'missing-file') return undefined;
    const bytes = Buffer.concat([...chunks]);
    if (kind === 'truncated-file') {
      return { path, role, chunks: [bytes.subarray(0, Math.floor(bytes.length * 0.6))] };
    }
    return { path, role, chunks: [withoutSyncMarker(bytes)] };
  }

  /** The bill with eventCounts that are one too high. */
  spoilBill(bill: BillJson, folder: string): BillJson {
    if (!bill.timeDependent || this.#wrongCounts === 0) return bill;
    const periodId = periodIdOf(this.#day);
    const timeDependent = bill.timeDependent.map(period =>
      period.periodId === periodId ? this.#spoilPeriod(period, folder) : period,
    );
    return { ...bill, timeDependent };
  }

  #spoilPeriod(period: PeriodJson, folder: string): PeriodJson {
    const spoil = <T extends { readonly eventCount: number; readonly files: readonly string[] }>(
      entry: T,
    ): T => {
      if (this.#wrongCounts === 0) return entry;
      this.#wrongCounts--;
      this.#note('wrong-count', `${folder}/${entry.files[0] ?? ''}`);
      return { ...entry, eventCount: entry.eventCount + 1 };
    };
    const { allEvents, matchedEvents, ...rest } = period;
    return {
      ...rest,
      ...(allEvents && { allEvents: spoil(allEvents) }),
      matchedEvents: matchedEvents.map(entry => spoil(entry)),
    };
  }
}

/** The marker that ends the first block spoilt; in a file without blocks the header's own. */
function withoutSyncMarker(bytes: Buffer): Buffer {
  const marker = bytes.subarray(-16);
  const inHeader = bytes.indexOf(marker);
  const afterBlock = bytes.indexOf(marker, inHeader + 16);
  const start = afterBlock < 0 ? inHeader : afterBlock;
  const damaged = Buffer.from(bytes);
  for (let i = start; i < start + 16; i++) damaged[i] = (bytes[i] ?? 0) ^ 0xff;
  return damaged;
}
