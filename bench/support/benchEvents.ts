// A file of realistic events: 26 columns as in domain exports, about 540 bytes a row, the same from the same seed.
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';

import { ContainerWriter } from '../../shared/avro/writeContainer';
import { SeededRandom } from '../../shared/util/seededRandom';

const timestamp = { type: 'long', logicalType: 'timestamp-millis' };
const optional = (type: unknown) => ['null', type];

/** The writer schema of the events. */
export const benchSchema = {
  type: 'record',
  name: 'Event',
  fields: [
    { name: 'appId', type: 'long' },
    { name: 'periodId', type: { type: 'int', logicalType: 'date' } },
    { name: 'eventId', type: 'string' },
    { name: 'eventType', type: 'string' },
    { name: 'visitorId', type: 'string' },
    { name: 'accountId', type: optional('string') },
    { name: 'browserTimestamp', type: timestamp },
    { name: 'receivedTimestamp', type: optional(timestamp) },
    { name: 'analyticsSessionId', type: optional('string') },
    { name: 'url', type: optional('string') },
    { name: 'title', type: optional('string') },
    { name: 'matchableHint', type: optional('string') },
    { name: 'eventClass', type: optional('string') },
    { name: 'country', type: optional('string') },
    { name: 'region', type: optional('string') },
    { name: 'city', type: optional('string') },
    { name: 'latitude', type: optional('double') },
    { name: 'longitude', type: optional('double') },
    { name: 'remoteIp', type: optional('string') },
    { name: 'userAgent', type: optional('string') },
    { name: 'server', type: optional('string') },
    { name: 'loadTime', type: optional('int') },
    { name: 'elementPath', type: optional('string') },
    { name: 'guideId', type: optional('string') },
    { name: 'isBot', type: 'boolean' },
    { name: 'propertiesJson', type: optional('string') },
  ],
};

/** The day of all events. */
export const benchDay = '2023-02-22';

/** Writes a file of so many rows; `repeat` writes its blocks over and over for files larger than one cares to make. */
export async function writeBenchFile(
  file: string,
  { rows, codec, repeat = 1 }: { rows: number; codec: 'null' | 'deflate'; repeat?: number },
): Promise<void> {
  const writer = new ContainerWriter({ schema: benchSchema, codec });
  const stream = createWriteStream(file);
  const write = async (bytes: Uint8Array) => {
    if (bytes.length > 0 && !stream.write(bytes)) await once(stream, 'drain');
  };
  // The header goes out alone, so that what follows can be repeated.
  await write(writer.take());
  const events = new BenchEvents(new SeededRandom(1));
  const kept: Uint8Array[] = [];
  for (let row = 0; row < rows; row++) {
    writer.append(events.next(row / rows));
    if (row % 2000 < 1999 && row + 1 < rows) continue;
    const bytes = row + 1 < rows ? writer.take() : writer.finish();
    if (repeat > 1) kept.push(bytes);
    await write(bytes);
  }
  for (let round = 1; round < repeat; round++) for (const bytes of kept) await write(bytes);
  stream.end();
  await finished(stream);
}

/** So many events as values. */
export function benchRows(rows: number): object[] {
  const events = new BenchEvents(new SeededRandom(1));
  return Array.from({ length: rows }, (_, row) => events.next(row / rows));
}

/** Rows of one file in memory. */
export function benchFile(rows: number, seed: number): Uint8Array {
  const writer = new ContainerWriter({ schema: benchSchema, codec: 'deflate' });
  const events = new BenchEvents(new SeededRandom(seed));
  for (let row = 0; row < rows; row++) writer.append(events.next(row / rows));
  return writer.finish();
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';
const types = ['ui', 'load', 'guideSeen', 'guideActivity', 'track', 'identify', 'meta', 'focus'];
const places = [
  ['US', 'California', 'San Francisco'],
  ['DE', 'Bayern', 'München'],
  ['FR', 'Île-de-France', 'Paris'],
  ['GB', 'England', 'London'],
  ['JP', 'Tokyo', '東京'],
  ['BR', 'São Paulo', 'São Paulo'],
] as const;
const agents = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Safari/605.1.15',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:121.0) Gecko/20100101 Firefox/121.0',
];

class BenchEvents {
  readonly #random: SeededRandom;
  readonly #visitors: readonly Readonly<Record<string, unknown>>[];
  readonly #pages: readonly (readonly [path: string, title: string])[];
  readonly #start = Date.parse(benchDay);

  constructor(random: SeededRandom) {
    this.#random = random;
    this.#visitors = Array.from({ length: 2000 }, () => {
      const [country, region, city] = random.pick(places);
      return {
        visitorId: random.chance(0.5) ? this.#hex(32) : `user${random.below(1e6)}@customer.com`,
        accountId: random.chance(0.95) ? `acct_${this.#id(10)}` : null,
        ...{ country, region, city },
        remoteIp: `${random.between(1, 224)}.${random.below(255)}.${random.below(255)}.7`,
        userAgent: random.pick(agents),
        analyticsSessionId: this.#id(16),
      };
    });
    this.#pages = Array.from({ length: 500 }, (_, index) => [
      `/app/${random.pick(['accounts', 'reports', 'settings'])}/${this.#id(6)}`,
      `Acme CRM — ${random.pick(['Accounts', 'Reports', 'Settings'])} ${index}`,
    ]);
  }

  /** `time` is the part of the day that has passed, 0 to 1. */
  next(time: number): Record<string, unknown> {
    const random = this.#random;
    const eventType = random.pick(types);
    const [page, title] = random.pick(this.#pages);
    const at = this.#start + Math.floor(time * 86_390_000) + random.below(2000);
    return {
      appId: -323232,
      periodId: this.#start / 86_400_000,
      eventId: this.#hex(36),
      eventType,
      ...random.pick(this.#visitors),
      browserTimestamp: at,
      receivedTimestamp: random.chance(0.9) ? at + random.below(5000) : null,
      url: `https://crm.acme-customer.com${page}?tab=${random.below(6)}&ref=${this.#id(8)}#s`,
      title,
      matchableHint: random.chance(0.7) ? `Feature/${this.#id(27)}` : null,
      eventClass: random.chance(0.5) ? null : 'click',
      latitude: random.chance(0.8) ? random.below(18e5) / 1e4 - 90 : null,
      longitude: random.chance(0.8) ? random.below(36e5) / 1e4 - 180 : null,
      server: 'crm.acme-customer.com',
      loadTime: eventType === 'load' ? random.below(8000) : null,
      elementPath:
        eventType === 'ui' ? `#root > div.app > main:nth-child(${random.below(9)}) > button` : null,
      guideId: eventType.startsWith('guide') ? this.#id(27) : null,
      isBot: random.chance(0.01),
      propertiesJson: random.chance(0.6)
        ? JSON.stringify({
            plan: 'pro',
            role: 'admin',
            clicks: random.below(100),
            ref: this.#id(8),
          })
        : null,
    };
  }

  #id(length: number): string {
    let id = '';
    for (let i = 0; i < length; i++) id += alphabet[this.#random.below(64)];
    return id;
  }

  #hex(length: number): string {
    let hex = '';
    for (let i = 0; i < length; i++) hex += alphabet[26 + this.#random.below(6)];
    return hex;
  }
}
