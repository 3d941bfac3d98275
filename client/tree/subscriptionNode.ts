import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';

import type { ApplicationNode } from './applicationNode';
import { pendingUri } from './decorations';
import { itemOf, Row, type RowTarget } from './row';
import { details } from './texts';

/** How long rows wait for what their manifests say before they stand there without, in milliseconds. */
const patience = 400;

/** A subscription, with its applications, accounts and visitors. */
export class SubscriptionNode extends Row {
  readonly id: string;
  readonly #applications: readonly ApplicationNode[];
  readonly #subscription: string;
  readonly #isOnly: boolean;
  #isRead = false;

  constructor(
    parent: Row,
    { id, isOnly }: { readonly id: string; readonly isOnly: boolean },
    makeApplications: (row: Row) => readonly ApplicationNode[],
  ) {
    super(parent.ports, parent);
    this.id = `${parent.id}|${id}`;
    this.#subscription = id;
    this.#isOnly = isOnly;
    this.#applications = makeApplications(this);
    // Only a manifest knows the name.
    void this.#applications[0]?.readOnce().then(() => this.ports.changed(this));
  }

  /** Whose manifests they are: of which destination, and their paths in it. */
  get content(): { readonly destination: string; readonly manifests: readonly string[] } {
    const places = this.#applications.map(({ place }) => place);
    const manifests = places.map(({ manifest }) => manifest.path);
    return { destination: places[0]?.destination ?? '', manifests };
  }

  /** They are read, and watched, before the row is opened. */
  override get loadedChildren(): readonly Row[] {
    return this.#applications;
  }

  override get pending(): number {
    return this.#applications.reduce((sum, application) => sum + application.pending, 0);
  }

  override item(): vscode.TreeItem {
    const { t } = vscode.l10n;
    const id = this.#subscription;
    const name = this.#applications
      .map(application => application.overview?.application.subscriptionName)
      .find(each => typeof each === 'string');
    const label = name ?? (id === '' ? t('Subscription') : id);
    return itemOf(this, {
      label,
      icon: 'briefcase',
      hasChildren: this.#isOnly ? 'expanded' : 'collapsed',
      ...(this.pending > 0 && !this.#isOnly && { state: pendingUri(this.pending) }),
      spoken: [t('subscription')],
      tooltip: details(label, [], [[t('Subscription'), id, 'code']]),
    });
  }

  override get target(): RowTarget {
    return this.#subscription === '' ? {} : { id: this.#subscription };
  }

  override async settled(): Promise<void> {
    await this.#readAll();
    this.forget();
  }

  protected override async load(): Promise<readonly Row[]> {
    await Promise.race([this.#readAll(), delay(patience)]);
    if (!this.#isRead) void this.#readAll().then(() => this.#sortAgain());
    return [...this.#applications].sort((a, b) => a.compare(b));
  }

  /** One after the other: they share a thread. */
  async #readAll(): Promise<void> {
    for (const application of this.#applications) await application.readOnce();
    this.#isRead = true;
  }

  /** All names are known now. */
  #sortAgain(): void {
    this.forget();
    this.ports.changed(this);
  }
}
