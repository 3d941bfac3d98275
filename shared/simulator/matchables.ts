// Pages, features and track types: what a customer defined, and how these rules changed over time.
// A rule change makes Pendo reprocess the past: a retroactive export of the touched matchables.
import type { MatchableType } from '../manifest/types';

import { elementsPerRoute, routesOfSection, sectionName, slug, type Site } from './content';
import { matchableIdFrom } from './ids';
import { randomFor } from './seeds';

/** A page, feature or track type. */
export interface Matchable {
  readonly type: MatchableType;
  /** The part after the slash of `Page/<id>`. */
  readonly id: string;
  readonly name: string;
  readonly group: string;
  /** In the order of their days; the first one's day is when the matchable was made. */
  readonly versions: readonly RuleVersion[];
  /** The day on which it was deleted: later exports do not know it. */
  readonly deletedOn: number | null;
}

export interface RuleVersion {
  /** The day from which on exports follow this rule; retroactive exports of the day itself do too. */
  readonly from: number;
  readonly rule: Rule;
}

/** What makes an event match: as its author wrote it, and resolved to the site. */
export interface Rule {
  /** URL patterns, CSS selectors or names of track events. */
  readonly patterns: readonly string[];
  /** Indexes of the site's routes, elements or tracks. */
  readonly targets: readonly number[];
}

/** A day on which rules changed, and whose past is exported again. */
export interface RuleChange {
  readonly day: number;
  readonly touched: readonly Matchable[];
}

/** All matchables that ever were, in a fixed order, and the days on which their rules changed. */
export interface MatchableHistory {
  readonly matchables: readonly Matchable[];
  readonly changes: readonly RuleChange[];
}

/** Before any day of the simulation. */
const always = -1_000_000;
const daysBetweenChanges = 7;

/** How many of each type make up `count` matchables: features and pages are many, track types few. */
export function matchableCounts(count: number): Readonly<Record<MatchableType, number>> {
  const trackTypes = Math.floor(count / 8);
  const features = Math.floor((count - trackTypes) / 2);
  return { Page: count - trackTypes - features, Feature: features, TrackType: trackTypes };
}

/** The rules of an application from the first day of exports to the last. */
export function createMatchables(
  seed: number,
  application: string,
  site: Site,
  { count, start, end }: { readonly count: number; readonly start: number; readonly end: number },
): MatchableHistory {
  const drafts = draftBase(seed, application, site, count);
  const changes: { day: number; touched: Set<Draft> }[] = [];
  let next = 0;
  let emptied: Draft | undefined;
  for (let day = start + 2, k = 0; day < end && count > 0; day += daysBetweenChanges, k++) {
    const touched = new Set<Draft>();
    const take = () => drafts[next++ % count];
    if (emptied) restore(emptied, day, touched);
    const first = take();
    emptied = first && !touched.has(first) ? first : undefined;
    if (emptied) change(emptied, day, nothing(emptied), touched);
    const second = take();
    if (second && !touched.has(second)) change(second, day, widened(site, second, k), touched);
    if (k % 2 === 1) touched.add(create(seed, application, site, { day, drafts }));
    changes.push({ day, touched });
    // A deleted page is not exported again: what was loaded of it goes stale.
    const doomed = k % 3 === 1 ? drafts[count - 1 - (k % count)] : undefined;
    if (doomed && !touched.has(doomed)) doomed.deletedOn ??= day;
  }
  const finished = new Map(drafts.map(draft => [draft, finish(draft)]));
  return {
    matchables: [...finished.values()],
    changes: changes.map(({ day, touched }) => ({
      day,
      touched: [...touched].flatMap(draft => {
        const matchable = finished.get(draft);
        return matchable && draft.deletedOn === null ? [matchable] : [];
      }),
    })),
  };
}

/** The rule that an export follows; undefined when it does not know the matchable (yet, or any more). */
export function ruleAt(matchable: Matchable, day: number, retroactive: boolean): Rule | undefined {
  // Rules change at noon: the morning's export follows the old rule, the retroactive one the new.
  const known = (from: number) => (retroactive ? from <= day : from < day);
  if (matchable.deletedOn !== null && known(matchable.deletedOn)) return undefined;
  return matchable.versions.findLast(version => known(version.from))?.rule;
}

interface Draft {
  readonly type: MatchableType;
  readonly index: number;
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly versions: RuleVersion[];
  deletedOn: number | null;
}

/** The matchables of the start, the types in turn, so that changes touch all of them. */
function draftBase(seed: number, application: string, site: Site, count: number): Draft[] {
  const left = { ...matchableCounts(count) };
  const drafts: Draft[] = [];
  const made = { Page: 0, Feature: 0, TrackType: 0 };
  while (drafts.length < count) {
    for (const type of ['Page', 'Feature', 'TrackType'] as const) {
      if (left[type]-- <= 0) continue;
      drafts.push(draft(seed, application, site, { type, index: made[type]++, from: always }));
    }
  }
  return drafts;
}

function draft(
  seed: number,
  application: string,
  site: Site,
  {
    type,
    index,
    from,
  }: { readonly type: MatchableType; readonly index: number; readonly from: number },
): Draft {
  const random = randomFor(seed, 'matchable', application, type, index);
  const rule = ruleOf(site, type, index);
  return {
    type,
    index,
    id: matchableIdFrom(random),
    name: nameOf(site, type, index),
    group: random.pick(['Core App', 'Onboarding', 'Default Group']),
    versions: [{ from, rule }],
    deletedOn: null,
  };
}

function finish({ type, id, name, group, versions, deletedOn }: Draft): Matchable {
  return { type, id, name, group, versions, deletedOn };
}

function create(
  seed: number,
  application: string,
  site: Site,
  { day, drafts }: { readonly day: number; readonly drafts: Draft[] },
): Draft {
  // Indexes beyond the base: its route is one that no page of the base has for itself.
  const index = drafts.filter(each => each.type === 'Page').length;
  const created = draft(seed, application, site, { type: 'Page', index, from: day });
  drafts.push(created);
  return created;
}

function change(target: Draft, day: number, rule: Rule, touched: Set<Draft>): void {
  target.versions.push({ from: day, rule });
  touched.add(target);
}

function restore(target: Draft, day: number, touched: Set<Draft>): void {
  const original = target.versions[0]?.rule;
  if (original) change(target, day, original, touched);
}

function ruleOf(site: Site, type: MatchableType, index: number): Rule {
  if (type === 'Page') return index % 6 === 5 ? sectionRule(site, index) : routeRule(site, index);
  if (type === 'Feature') return elementRule(site, featureElement(site, index));
  const track = index % site.tracks.length;
  return { patterns: [site.tracks[track] ?? ''], targets: [track] };
}

/** A rule that no event fits any more. */
function nothing({ type, index }: Draft): Rule {
  if (type === 'Page') return { patterns: [`//*/app/retired/${index}`], targets: [] };
  const pattern =
    type === 'Feature' ? `button[data-pendo-id="retired-${index}"]` : `Retired ${index}`;
  return { patterns: [pattern], targets: [] };
}

/** The old rule and one more target. */
function widened(site: Site, { type, index, versions }: Draft, k: number): Rule {
  const old = versions.at(-1)?.rule ?? { patterns: [], targets: [] };
  const more = ruleOf(site, type, index + k + 1);
  return {
    patterns: [...new Set([...old.patterns, ...more.patterns])],
    targets: [...new Set([...old.targets, ...more.targets])].sort((a, b) => a - b),
  };
}

function routeRule(site: Site, index: number): Rule {
  const target = index % site.routes.length;
  const path = site.routes[target]?.path ?? '';
  return { patterns: [`//*${path}`, `//*${path}/**`], targets: [target] };
}

function sectionRule(site: Site, index: number): Rule {
  const section = Math.floor(index / 6);
  return {
    patterns: [`//*/app/${slug(sectionName(section))}/**`],
    targets: routesOfSection(site, section),
  };
}

function elementRule(site: Site, target: number): Rule {
  return { patterns: [site.elements[target]?.selector ?? ''], targets: [target] };
}

/** Features lie on the most visited routes, two on each. */
function featureElement(site: Site, index: number): number {
  const element = Math.floor(index / 2) * elementsPerRoute + (index % 2);
  return element % site.elements.length;
}

function nameOf(site: Site, type: MatchableType, index: number): string {
  if (type === 'Page') {
    if (index % 6 === 5) return `${sectionName(Math.floor(index / 6))}: all pages`;
    return site.routes[index % site.routes.length]?.title ?? '';
  }
  if (type === 'Feature') return site.elements[featureElement(site, index)]?.title ?? '';
  return site.tracks[index % site.tracks.length] ?? '';
}
