import * as vscode from 'vscode';

import { DataSyncError, toDataSyncError } from '../../shared/errors';
import type { ListedApplication } from '../../shared/listing/listing';
import type { ManifestPlace, ReadOverview } from '../../shared/protocol/explore';
import { locationBelow, splitLocation } from '../../shared/storage/location';
import { bytesText, counted, countText } from '../../shared/util/humanText';
import { ExportsNode } from './exportsNode';
import { MessageNode } from './messageNode';
import { PeriodsNode } from './periodsNode';
import { copyTarget, itemOf, placeTarget, Row, type RowTarget } from './row';
import { details, joined, stateText, toSyncText } from './texts';

/** An application, or the accounts or visitors of a subscription: one manifest. */
export class ApplicationNode extends Row {
  readonly id: string;
  #overview: ReadOverview | undefined;
  #error: DataSyncError | undefined;
  #hasStates = false;
  #reading: Promise<void> | undefined;

  constructor(
    parent: Row,
    readonly place: ManifestPlace,
  ) {
    super(parent.ports, parent);
    this.id = `${place.destination}|${place.manifest.path}`;
  }

  /** What the manifest says; undefined until it was read. */
  get overview(): ReadOverview | undefined {
    return this.#overview;
  }

  /** False while a sync holds the database: then nothing is known of what is loaded. */
  get hasStates(): boolean {
    return this.#hasStates;
  }

  override get pending(): number {
    if (!this.#hasStates) return 0;
    const exports = this.#overview?.application.exports ?? [];
    return exports.filter(({ pending = 0 }) => pending > 0).length;
  }

  /** The last day of which anything was exported; days of its year need not say it. */
  get newestDay(): string | null {
    return this.#overview?.application.lastPeriod ?? null;
  }

  /** The manifest file: an absolute path, or a URL. */
  get location(): string {
    return locationBelow(this.place.destination, this.place.manifest.path);
  }

  /** Reads the manifest unless that has been done. */
  readOnce(): Promise<void> {
    return (this.#reading ??= this.read());
  }

  /** Reads the manifest and what is loaded of it, and shows that. */
  async read(): Promise<void> {
    try {
      this.#overview = await this.#ask();
      this.#error = undefined;
    } catch (error) {
      this.#error = toDataSyncError(error);
      this.ports.log(error);
    }
    this.forget();
    this.ports.changed(this);
  }

  /** Reads the manifest anew if its file is another than the one that was read: one small request. */
  async lookAgain(): Promise<void> {
    const { destination, manifest } = this.place;
    if (!this.#overview) return;
    try {
      const question = { destination, path: manifest.path };
      const found = await this.ports.database.request('fileFacts', question);
      if (found?.version === this.#overview.version) return;
    } catch (error) {
      // What was read still stands there; what is wrong is said when the user refreshes it.
      return this.ports.log(error);
    }
    await this.read();
  }

  override item(): vscode.TreeItem {
    const { t } = vscode.l10n;
    const label = this.#label;
    const listed = this.#overview?.application;
    const failed = this.#error !== undefined;
    const isRead = listed !== undefined || failed;
    const state = failed ? t('cannot be read') : this.#state;
    return itemOf(this, {
      label,
      ...(isRead ? { description: state } : {}),
      icon: failed ? 'error' : isRead ? this.#icon : 'loading~spin',
      hasChildren: 'collapsed',
      spoken: [t('application'), isRead ? this.#spokenState : t('being read')],
      tooltip: details(
        label,
        [],
        [
          [t('Subscription'), listed?.subscription ?? this.place.manifest.subscription, 'code'],
          [t('Application'), this.#applicationId, 'code'],
          [t('Exports'), listed && countText(listed.exportCount)],
          [t('Size'), sizeText(listed)],
          [t('Generated'), listed?.generatedTime],
          [t('Manifest'), this.location, 'code'],
        ],
      ),
    });
  }

  override get target(): RowTarget {
    const id = this.#applicationId;
    const { folder } = splitLocation(this.location);
    return { ...(id !== null && { id }), ...placeTarget(folder), ...this.#wholeTarget };
  }

  get #wholeTarget(): RowTarget {
    return { place: this.place, ...copyTarget(this.place, {}) };
  }

  /** Applications by name, then visitors and accounts. */
  compare(other: ApplicationNode): number {
    return this.#rank - other.#rank || this.#label.localeCompare(other.#label);
  }

  protected override async load(): Promise<readonly Row[]> {
    await this.readOnce();
    if (this.#error) throw this.#error;
    if (!this.#overview) return [];
    const { application } = this.#overview;
    const { t } = vscode.l10n;
    const openManifest = {
      title: t('Open the manifest'),
      icon: 'go-to-file',
      command: 'pendoDataSync.openManifest',
    };
    const unread = new MessageNode(this, {
      text: counted(
        application.unread,
        t('{0} place cannot be read'),
        t('{0} places cannot be read'),
      ),
      icon: 'warning',
      actions: [openManifest],
    });
    const empty = new MessageNode(this, {
      text: t('No exports in the last 30 days'),
      icon: 'info',
      actions: [openManifest],
    });
    const exports = new ExportsNode(this, this.#overview);
    const rows: readonly Row[] =
      application.exportCount === 0
        ? [empty]
        : application.family === 'events'
          ? [exports, new PeriodsNode(this, this.#overview)]
          : await exports.children();
    return application.unread > 0 ? [unread, ...rows] : rows;
  }

  async #ask(): Promise<ReadOverview> {
    const { database } = this.ports;
    try {
      const overview = await database.whileReading(vscode.l10n.t('the tree'), folder =>
        database.request('application', { ...this.place, database: folder }),
      );
      this.#hasStates = true;
      return overview;
    } catch (error) {
      if (!(error instanceof DataSyncError && error.code.startsWith('engine.'))) throw error;
      // The manifest can be shown without the database: a sync holds it, or it is damaged.
      this.ports.log(error);
      this.#hasStates = false;
      return database.request('application', { ...this.place, database: undefined });
    }
  }

  get #state(): string {
    const { application } = this.#overview ?? {};
    if (!application) return '';
    const { t } = vscode.l10n;
    if (application.exportCount === 0) return t('no exports');
    if (!this.#hasStates) return t('database in use');
    return this.pending > 0 ? toSyncText(this.pending) : stateText('synced');
  }

  get #spokenState(): string {
    return joined(this.#error === undefined ? this.#state : vscode.l10n.t('cannot be read'));
  }

  get #label(): string {
    const { t } = vscode.l10n;
    const names: Readonly<Record<string, string>> = {
      account: t('Accounts'),
      visitor: t('Visitors'),
    };
    const id = this.#applicationId;
    const name = this.#overview?.application.applicationName;
    const { folder, path: file } = this.place.manifest;
    // Of a manifest in the destination itself there is nothing else to say until it can be read.
    return names[id ?? ''] ?? name ?? id ?? (folder === '' ? file : folder);
  }

  get #applicationId(): string | null {
    const read = this.#overview?.application.application;
    return read === undefined || read === '' ? this.place.manifest.application : read;
  }

  get #icon(): string {
    return ['window', 'person', 'organization'][this.#rank] ?? 'window';
  }

  get #rank(): number {
    const rank = ['visitor', 'account'].indexOf(this.#applicationId ?? '');
    return rank + 1;
  }
}

function sizeText(listed: ListedApplication | undefined): string | null {
  const size = listed?.storageSize ?? null;
  return size === null ? null : bytesText(size);
}
