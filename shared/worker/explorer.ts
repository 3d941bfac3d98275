// What the tree asks: manifests of a destination, exports and days of an application, and what these hold.
import type { SqlJsEngines } from '../engine/sqlJs/createSqlJsEngines';
import { chooseMatched, type ChosenSlices } from '../listing/chooseMatched';
import { listApplication } from '../listing/listApplication';
import { listContents, listMatched, type Contents } from '../listing/listContents';
import type {
  ApplicationQuestion,
  ContentsQuestion,
  FoundManifests,
  ManifestPlace,
  MatchedQuestion,
  NamesQuestion,
  ReadOverview,
  StoredFilePlace,
} from '../protocol/explore';
import { emptyLedger, type Ledger } from '../plan/ledger';
import { openDestination } from '../storage/openDestination';
import type { Stores } from '../storage/createStores';
import { locationBelow } from '../storage/location';
import { listDatabases } from '../sync/databaseFiles';
import { manifestIds, type ManifestIds } from '../sync/manifestIds';
import { DefinitionNames } from './definitionNames';
import { eventCountOf } from './eventCountOf';
import { ManifestMemory } from './manifestMemory';
import { readLedgerRecord } from './readLedgers';

/** A manifest that says nothing of them, in folders that say nothing either. */
const unknownIds: ManifestIds = { subscription: '', application: '' };

/** Answers the tree; manifests and names are read once, until they change. */
export class Explorer {
  readonly #names = new DefinitionNames();

  constructor(
    private readonly engines: Promise<SqlJsEngines>,
    private readonly stores: Stores,
    private readonly memory = new ManifestMemory(),
  ) {}

  /** Which manifests lie at a destination. */
  async manifests(destination: string, signal: AbortSignal): Promise<FoundManifests> {
    const { store, manifests } = await openDestination(this.stores, destination, signal);
    return { url: store.url, manifests };
  }

  /** One application with its exports, days and their states. */
  async application(question: ApplicationQuestion, signal: AbortSignal): Promise<ReadOverview> {
    const { store, found, manifest } = await this.#read(question, signal);
    const { database } = question;
    const ids = manifestIds(found, manifest) ?? unknownIds;
    const ledger = database === undefined ? emptyLedger : await this.#ledger(database, ids, signal);
    const overview = listApplication(manifest, { ...ids, path: found.path, ledger });
    return { ...overview, version: this.memory.versionOf(store, found) ?? '' };
  }

  /** What an export or a day holds. */
  async contents(question: ContentsQuestion, signal: AbortSignal): Promise<Contents> {
    const { found, manifest } = await this.#read(question, signal);
    return listContents(manifest, found.folder, question.container);
  }

  /** The rows that a file has by a manifest that was read lately; undefined where none tells of it alone. */
  eventCount({ destination, path }: Omit<StoredFilePlace, 'choice'>): number | undefined {
    const location = locationBelow(destination, path);
    for (const { url, folder, manifest } of this.memory.known()) {
      const root = locationBelow(url, folder);
      const below = location.slice(root.length + 1).replaceAll('\\', '/');
      if (!location.startsWith(root) || !/[\\/]/.test(location.charAt(root.length))) continue;
      const [exportId = '', ...names] = below.split('/');
      const count = eventCountOf(manifest, exportId, names.join('/'));
      if (count !== undefined) return count;
    }
    return undefined;
  }

  /** Matched events of one type, by name. */
  async matched(question: MatchedQuestion, signal: AbortSignal): Promise<ChosenSlices> {
    const { store, found, manifest } = await this.#read(question, signal);
    const { container, type, filter, limit } = question;
    const names = await this.#names.read(store, found, manifest, signal);
    const named = listMatched(manifest, found.folder, container, type).map(slice => {
      const { name = null, group = null } = names.get(slice.matchableId ?? '') ?? {};
      return { ...slice, name, group };
    });
    return chooseMatched(named, { filter, limit });
  }

  /** The names behind ids, as far as a destination's definitions know them. */
  async names(
    { destination, matchables }: NamesQuestion,
    signal: AbortSignal,
  ): Promise<readonly (readonly [string, string])[]> {
    const { store, manifests } = await openDestination(this.stores, destination, signal);
    const found = new Map<string, string>();
    for (const each of manifests) {
      const manifest = await this.memory.read(store, each, signal);
      const names = await this.#names.read(store, each, manifest, signal);
      for (const id of matchables) {
        const name = names.get(id)?.name;
        if (name !== undefined && name !== null) found.set(id, name);
      }
    }
    return [...found];
  }

  async #read({ destination, manifest: found }: ManifestPlace, signal: AbortSignal) {
    const store = await this.stores.open(destination, signal);
    return { store, found, manifest: await this.memory.read(store, found, signal) };
  }

  async #ledger(
    folder: string,
    { subscription, application }: ManifestIds,
    signal: AbortSignal,
  ): Promise<Ledger> {
    const databases = await listDatabases(folder, signal);
    const own = databases.find(
      each => each.subscription === subscription && each.application === application,
    );
    const record = own && (await readLedgerRecord(await this.engines, folder, own));
    return record?.ledger ?? emptyLedger;
  }
}
