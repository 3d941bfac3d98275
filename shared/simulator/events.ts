// The events of an application, day by day, encoded once in Avro's binary form and copied from there into every
// file that holds them. A chunk can be made again at any time: nothing is kept but a bounded cache.
import { LruMap } from '../util/lruMap';
import type { SeededRandom } from '../util/seededRandom';

import { AvroOutput, encoded } from './avroOutput';
import { elementsPerRoute, type Site } from './content';
import { dayMilliseconds, weekdayOf } from './days';
import { writeGuideColumns, writeNoGuideColumns } from './guideColumns';
import { wordFrom } from './ids';
import type { Population, Visitor } from './people';
import { randomFor } from './seeds';

/** What an event can match. */
export type EventKind =
  /** A page load: matched by pages through its URL. */
  | 'load'
  /** Matched by features through its element. */
  | 'click'
  /** Matched by track types through its name. */
  | 'track'
  /** Guides, polls and the rest: only in allEvents. */
  | 'other';

/** Up to `chunkRows` events of one day. */
export interface EventChunk {
  /** The rows one after another, without matchableId. */
  readonly bytes: Uint8Array;
  /** Where row i starts; one more entry than rows, the last is the end. */
  readonly offsets: Uint32Array;
  readonly kinds: readonly EventKind[];
  /** Index of the route, element or track by the event's kind; -1 for `other`. */
  readonly targets: Int32Array;
}

/** Whose events are made, and how many. */
export interface EventWorld {
  readonly seed: number;
  readonly subscription: string;
  readonly application: string;
  readonly site: Site;
  readonly population: Population;
  /** Events on a working day, before late ones. */
  readonly rows: number;
}

/** Rows of a chunk. */
export const chunkRows = 1000;
/** Chunks that are kept for their next use: at most about 100 MB. */
const chunksKept = 160;
/** Of 100 events that many arrive only after their day was exported for the first time. */
const latePercent = 3;

/** The events of one application. */
export class EventSource {
  readonly #world: EventWorld;
  readonly #writer: EventWriter;
  readonly #cache = new LruMap<string, EventChunk>(chunksKept);

  constructor(world: EventWorld) {
    this.#world = world;
    this.#writer = new EventWriter(world);
  }

  /** How many events of a day are known: those on time, or with finalization the late ones too. */
  count(day: number, finalized: boolean): number {
    const { onTime, late } = this.#counts(day);
    return finalized ? onTime + late : onTime;
  }

  /** The chunks of a day, those of late events last. */
  *chunks(day: number, finalized: boolean): Generator<EventChunk> {
    const { onTime, late } = this.#counts(day);
    const lateChunks = finalized ? Math.ceil(late / chunkRows) : 0;
    const end = Math.ceil(onTime / chunkRows) + lateChunks;
    for (let number = 0; number < end; number++) yield this.chunk(day, number);
  }

  /** One chunk by its number in `chunks`. */
  chunk(day: number, number: number): EventChunk {
    return this.#cache.getOrAdd(`${day}/${number}`, () => {
      const { onTime, late } = this.#counts(day);
      const firstLate = Math.ceil(onTime / chunkRows);
      const isLate = number >= firstLate;
      const left = isLate ? late - (number - firstLate) * chunkRows : onTime - number * chunkRows;
      return this.#writer.write(day, number, Math.min(chunkRows, left));
    });
  }

  #counts(day: number): { onTime: number; late: number } {
    const { seed, subscription, application, rows } = this.#world;
    const random = randomFor(seed, 'count', subscription, application, day);
    const weekday = weekdayOf(day);
    const quiet = weekday === 0 || weekday === 6 ? 0.4 : 1;
    const onTime = Math.round(rows * quiet * (0.9 + 0.2 * random.next()));
    return { onTime, late: Math.ceil((onTime * latePercent) / 100) };
  }
}

class EventWriter {
  readonly #world: EventWorld;
  /** The columns from visitorId to longitude of each visitor, which never change. */
  readonly #visitorColumns: readonly Uint8Array[];
  readonly #elementPaths: readonly Uint8Array[];
  readonly #trackProperties: readonly Uint8Array[];
  readonly #properties: readonly Uint8Array[];
  readonly #longQueries: readonly string[];
  readonly #out = new AvroOutput(1 << 20);

  constructor(world: EventWorld) {
    const { seed, application, site, population } = world;
    const random = randomFor(seed, 'pools', application);
    this.#world = world;
    this.#visitorColumns = population.visitors.map(visitor => visitorColumns(world, visitor));
    this.#elementPaths = site.elements.map(({ path }) => some(path));
    this.#trackProperties = site.tracks.map((name, i) =>
      some(JSON.stringify({ track: name, count: i + 1, source: 'ünïcode ✓' })),
    );
    this.#properties = Array.from({ length: 64 }, (_, i) => some(propertiesJson(random, i)));
    this.#longQueries = Array.from({ length: 8 }, () =>
      wordFrom(random, random.between(1500, 4000)),
    );
  }

  write(day: number, index: number, rows: number): EventChunk {
    const { seed, subscription, application } = this.#world;
    const random = randomFor(seed, 'events', subscription, application, day, index);
    const out = this.#out;
    const offsets = new Uint32Array(rows + 1);
    const targets = new Int32Array(rows).fill(-1);
    const kinds: EventKind[] = [];
    for (let i = 0; i < rows; i++) {
      const kind = kindFrom(random);
      kinds.push(kind);
      targets[i] = this.#target(random, kind);
      const at = day * dayMilliseconds + timeOfDay(random, index * chunkRows + i);
      this.#writeFrame(random, { day, ordinal: index * chunkRows + i, at });
      this.#writeEvent(random, kind, targets[i] ?? -1, at);
      offsets[i + 1] = out.length;
    }
    return { bytes: out.take(), offsets, kinds, targets };
  }

  #target(random: SeededRandom, kind: EventKind): number {
    const { routes, tracks } = this.#world.site;
    switch (kind) {
      case 'load':
        return skewed(random, routes.length, 2.5);
      case 'click':
        return skewed(random, routes.length, 2.5) * elementsPerRoute + skewed(random, 4, 1.5);
      case 'track':
        return skewed(random, tracks.length, 1.5);
      case 'other':
        return -1;
    }
  }

  /** Who and when: the columns from periodId to sessionId. */
  #writeFrame(
    random: SeededRandom,
    { day, ordinal, at }: { readonly day: number; readonly ordinal: number; readonly at: number },
  ): void {
    const { visitors, known } = this.#world.population;
    const out = this.#out;
    const isAnonymous = random.chance(0.12) && visitors.length > known;
    const visitor = isAnonymous
      ? known + random.below(visitors.length - known)
      : skewed(random, known, 3);
    // Unique by the day and the ordinal; the word in front makes it look like Pendo's.
    out.long(day).string(`${wordFrom(random, 8)}${day.toString(36)}${ordinal.toString(36)}`);
    out.unsigned(at);
    if (random.chance(0.05)) out.byte(0);
    else out.byte(2).unsigned((at + random.below(5000)) * 1000 + random.below(1000));
    out.raw(this.#visitorColumns[visitor] ?? new Uint8Array());
    // A session per visitor, day and third of the day: a long beyond 2^53.
    const session =
      (visitor * 31 + day * 3 + Math.floor((at % dayMilliseconds) / 28_800_000)) % 2 ** 31;
    out.byte(2).bigLong(0x3f00_0000_0000_0001n + (BigInt(session) << 16n));
  }

  /** What: the columns from eventType on. */
  #writeEvent(random: SeededRandom, kind: EventKind, target: number, at: number): void {
    const out = this.#out;
    const route = kind === 'load' ? target : Math.floor(target / elementsPerRoute);
    switch (kind) {
      case 'load':
        out.string('load').byte(2).string(this.#url(random, route)).byte(0);
        this.#writeProperties(random);
        out.byte(2).long(random.between(80, 6000));
        break;
      case 'click':
        out.string('click').byte(2).string(this.#url(random, route));
        out.raw(this.#elementPaths[target] ?? none);
        this.#writeProperties(random);
        out.byte(0);
        break;
      case 'track':
        out.string('track').byte(0).byte(0);
        out.raw(this.#trackProperties[target] ?? none).byte(0);
        break;
      case 'other':
        return writeGuideColumns(out, random, this.#world.site, at);
    }
    if (kind === 'click') out.byte(2).boolean(random.chance(0.04));
    else out.byte(0);
    writeNoGuideColumns(out);
  }

  #writeProperties(random: SeededRandom): void {
    const hasSome = random.chance(0.4);
    this.#out.raw((hasSome ? this.#properties[random.below(64)] : none) ?? none);
  }

  #url(random: SeededRandom, route: number): string {
    const { host, routes } = this.#world.site;
    const base = `https://${host}${routes[route]?.path}`;
    const dice = random.next();
    if (dice < 0.01) return `${base}?state=${this.#longQueries[random.below(8)]}`;
    if (dice < 0.3) return `${base}/${random.below(100_000)}?tab=overview`;
    if (dice < 0.4) return `${base}?q=${encodeURIComponent('größe')}&page=${random.below(20)}#top`;
    return base;
  }
}

const none = Uint8Array.of(0);

/** A string in the second branch of its union. */
function some(text: string): Uint8Array {
  return encoded(out => out.byte(2).string(text));
}

function kindFrom(random: SeededRandom): EventKind {
  const dice = random.next();
  if (dice < 0.48) return 'load';
  if (dice < 0.84) return 'click';
  return dice < 0.92 ? 'track' : 'other';
}

/** An index whose small values are frequent, the more so the higher the power. */
function skewed(random: SeededRandom, end: number, power: number): number {
  return Math.floor(end * random.next() ** power);
}

/** Most of it between 7 and 19 o'clock; the first two events of a day lie on its very edges. */
function timeOfDay(random: SeededRandom, ordinal: number): number {
  if (ordinal === 0) return 0;
  if (ordinal === 1) return dayMilliseconds - 1;
  if (random.chance(0.15)) return random.below(dayMilliseconds);
  const hours = 7 + 6 * (random.next() + random.next());
  return Math.floor(hours * 3_600_000);
}

function propertiesJson(random: SeededRandom, index: number): string {
  return JSON.stringify({
    plan: random.pick(['free', 'team', 'pro']),
    label: `Größe ${index} – 大小 🚀`,
    ratio: random.below(1000) / 1000,
    tags: ['a"b', `t${index}`],
    nested: { ok: random.chance(0.5), none: null },
  });
}

function visitorColumns(world: EventWorld, visitor: Visitor): Uint8Array {
  const { account, device, place } = visitor;
  return encoded(out => {
    out.string(visitor.id);
    if (account) out.byte(2).string(account.id);
    else out.byte(0);
    out.bigLong(BigInt(world.subscription)).bigLong(BigInt(world.application));
    out
      .byte(2)
      .string(device.userAgent)
      .byte(0)
      .string(device.browser)
      .byte(2)
      .long(device.version);
    out.byte(2).string(visitor.language).byte(2).string(visitor.remoteIp);
    out.byte(2).string(place.country).byte(2).string(place.region);
    out.byte(2).double(place.latitude).byte(2).double(place.longitude);
  });
}
