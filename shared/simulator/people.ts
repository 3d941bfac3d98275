// Visitors and accounts of a subscription: a few of them make most of the events.
import type { SeededRandom } from '../util/seededRandom';

import { wordFrom } from './ids';
import { randomFor } from './seeds';

/** Somebody who uses the applications of a subscription, always with the same device. */
export interface Visitor {
  readonly id: string;
  /** null for anonymous visitors, whose ids begin `_PENDO_T_`. */
  readonly account: Account | null;
  readonly device: Device;
  readonly place: Place;
  readonly remoteIp: string;
  readonly language: string;
  readonly role: string | null;
}

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly plan: string;
  readonly revenue: number;
}

export interface Device {
  readonly browser: string;
  readonly version: number;
  readonly userAgent: string;
}

export interface Place {
  readonly country: string;
  readonly region: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** Everybody in a subscription, the busiest first; anonymous visitors at the end of the list. */
export interface Population {
  readonly visitors: readonly Visitor[];
  /** How many of the visitors, from the start, are known by name. */
  readonly known: number;
  readonly accounts: readonly Account[];
}

const firstNames = [
  'Ada',
  'Grace',
  'Zoë',
  'Łukasz',
  'Søren',
  'Yuki',
  'Noor',
  'Ravi',
  'Émile',
  'Mia',
];
const lastNames = ['Lovelace', 'Hopper', 'Müller', 'Kowalski', 'Kierkegaard', 'Tanaka', 'Haddad'];
const accountNames = [
  'Acme',
  'Globex',
  'Ünited Söftware',
  'Initech',
  '山田商事',
  'Umbrella',
  'Hooli',
];
const plans = ['free', 'team', 'pro', 'enterprise'];
const devices: readonly Device[] = [
  device('Chrome', 125, 'Windows NT 10.0; Win64; x64'),
  device('Chrome', 124, 'Macintosh; Intel Mac OS X 10_15_7'),
  device('Firefox', 126, 'X11; Linux x86_64'),
  device('Safari', 17, 'Macintosh; Intel Mac OS X 14_5'),
  device('Edge', 125, 'Windows NT 10.0; Win64; x64'),
];
const places: readonly Place[] = [
  { country: 'US', region: 'NC', latitude: 35.7796, longitude: -78.6382 },
  { country: 'DE', region: 'BE', latitude: 52.52, longitude: 13.405 },
  { country: 'JP', region: '13', latitude: 35.6762, longitude: 139.6503 },
  { country: 'BR', region: 'SP', latitude: -23.5505, longitude: -46.6333 },
  { country: 'FR', region: 'Île-de-France', latitude: 48.8566, longitude: 2.3522 },
];

/** The people of a subscription, the same for all its applications. */
export function createPopulation(seed: number, subscription: string, size: number): Population {
  const random = randomFor(seed, 'people', subscription);
  const accounts = Array.from({ length: Math.max(2, Math.ceil(size / 8)) }, (_, i) =>
    createAccount(random, i),
  );
  const named = Array.from({ length: size }, (_, i) => createVisitor(random, i, accounts));
  const anonymous = Array.from({ length: Math.ceil(size / 4) }, () => createAnonymous(random));
  return { visitors: [...named, ...anonymous], known: size, accounts };
}

function createAccount(random: SeededRandom, index: number): Account {
  const name = accountNames[index % accountNames.length] ?? '';
  const round = Math.floor(index / accountNames.length);
  return {
    id: `${name.toLowerCase().replaceAll(' ', '-')}${round > 0 ? `-${round + 1}` : ''}`,
    name: round > 0 ? `${name} ${round + 1}` : name,
    plan: random.pick(plans),
    revenue: random.below(1_000_000) / 100,
  };
}

function createVisitor(random: SeededRandom, index: number, accounts: readonly Account[]): Visitor {
  const first = firstNames[index % firstNames.length] ?? '';
  const last = lastNames[Math.floor(index / firstNames.length) % lastNames.length] ?? '';
  const round = Math.floor(index / (firstNames.length * lastNames.length));
  const id = `${first}.${last}${round > 0 ? round + 1 : ''}@example.com`.toLowerCase();
  // Skewed: the first accounts have most of the visitors.
  const account = accounts[Math.floor(accounts.length * random.next() ** 2)] ?? null;
  return { id, account, ...createDevice(random), role: random.pick(['admin', 'member', 'viewer']) };
}

function createAnonymous(random: SeededRandom): Visitor {
  const id = `_PENDO_T_${wordFrom(random, 11).replaceAll('-', 'x')}`;
  return { id, account: null, ...createDevice(random), role: null };
}

function createDevice(
  random: SeededRandom,
): Pick<Visitor, 'device' | 'place' | 'remoteIp' | 'language'> {
  const place = random.pick(places);
  return {
    device: random.pick(devices),
    place,
    remoteIp: `203.0.113.${random.below(256)}`,
    language: random.pick(['en-US', 'en-GB', 'de-DE', 'ja-JP', 'pt-BR', 'fr-FR']),
  };
}

function device(browser: string, version: number, system: string): Device {
  const engine =
    browser === 'Firefox' ? 'Gecko/20100101' : 'AppleWebKit/537.36 (KHTML, like Gecko)';
  return {
    browser,
    version,
    userAgent: `Mozilla/5.0 (${system}) ${engine} ${browser}/${version}.0.0.0`,
  };
}
