// The website of a simulated application: what its visitors see, click and track. It never changes.
import { uuidFrom } from './ids';
import { hashOf, randomFor } from './seeds';

/** Everything an event can refer to; events hold indexes into these lists. */
export interface Site {
  readonly host: string;
  readonly routes: readonly Route[];
  /** `elementsPerRoute` of each route, in the routes' order. */
  readonly elements: readonly SiteElement[];
  readonly tracks: readonly string[];
  readonly guides: readonly Guide[];
}

export interface Route {
  /** `/app/accounts/detail`; no route's path is a folder of another's. */
  readonly path: string;
  readonly section: string;
  /** `Accounts: Detail`. */
  readonly title: string;
}

export interface SiteElement {
  /** `html > body > main.accounts > button[data-pendo-id="save-1"]`. */
  readonly path: string;
  /** The last part, which only this element has. */
  readonly selector: string;
  readonly title: string;
}

export interface Guide {
  readonly id: string;
  readonly name: string;
  readonly stepIds: readonly string[];
  /** null: the guide asks nothing. */
  readonly poll: { readonly id: string; readonly type: string } | null;
}

export const elementsPerRoute = 4;

const sections = [
  'Dashboard',
  'Accounts',
  'Reports',
  'Settings',
  'Users',
  'Billing',
  'Guides',
  'Search',
  'Integrations',
  'Inbox',
];
const leaves = [
  'Overview',
  'Detail',
  'Edit',
  'History',
  'Export',
  'Members',
  'Permissions',
  'Usage',
  'Compare',
  'Archive',
];
const verbs = ['save', 'open', 'filter', 'share'];
const trackNames = [
  'Report exported',
  'Seat added',
  'Invoice paid',
  'Import finished',
  'Überweisung bestätigt',
  'レポート作成',
];
const guideNames = [
  'Welcome tour',
  'What is new',
  'How likely are you to recommend us?',
  'Süß & neu',
];

/** A site with at least that many routes and tracks. */
export function createSite(
  seed: number,
  application: string,
  sizes: { readonly routes: number; readonly tracks: number },
): Site {
  const routes = Array.from({ length: sizes.routes }, (_, i) => createRoute(i));
  const tracks = Array.from({ length: sizes.tracks }, (_, i) => {
    const round = Math.floor(i / trackNames.length);
    return `${trackNames[i % trackNames.length]}${round > 0 ? ` ${round + 1}` : ''}`;
  });
  return {
    host: `app${hashOf(application) % 100}.acme.example`,
    routes,
    elements: routes.flatMap(createElements),
    tracks,
    guides: guideNames.map((name, i) => createGuide(seed, application, name, i)),
  };
}

/** The section of a route by its index: routes go round the sections. */
export function routesOfSection(site: Site, section: number): number[] {
  const name = sections[section % sections.length];
  return site.routes.flatMap((route, i) => (route.section === name ? [i] : []));
}

/** How the section is written in paths and selectors. */
export function sectionName(section: number): string {
  return sections[section % sections.length] ?? '';
}

function createRoute(index: number): Route {
  const section = sectionName(index);
  const leaf = leaves[Math.floor(index / sections.length) % leaves.length] ?? '';
  const round = Math.floor(index / (sections.length * leaves.length));
  const suffix = round > 0 ? ` ${round + 1}` : '';
  return {
    path: `/app/${slug(section)}/${slug(leaf + suffix)}`,
    section,
    title: `${section}: ${leaf}${suffix}`,
  };
}

function createElements(route: Route, index: number): SiteElement[] {
  return verbs.map(verb => {
    const selector = `button[data-pendo-id="${verb}-${index}"]`;
    return {
      path: `html > body > div#root > main.${slug(route.section)} > section:nth-child(2) > ${selector}`,
      selector,
      title: `${route.title}: ${verb}`,
    };
  });
}

function createGuide(seed: number, application: string, name: string, index: number): Guide {
  const random = randomFor(seed, 'guide', application, index);
  return {
    id: uuidFrom(random),
    name,
    stepIds: Array.from({ length: 1 + random.below(3) }, () => uuidFrom(random)),
    poll: index === 2 ? { id: uuidFrom(random), type: 'NPSRating' } : null,
  };
}

/** `What is new` is `what-is-new`. */
export function slug(text: string): string {
  return text.toLowerCase().replaceAll(' ', '-');
}
