import path from 'node:path';
import * as vscode from 'vscode';

import { localPath } from '../../shared/storage/openStore';
import type { FoundManifest } from '../../shared/storage/discovery';
import type { Destination } from '../destinations/destinationRegistry';
import { ApplicationNode } from './applicationNode';
import { pendingUri } from './decorations';
import { itemOf, Row, type RowPorts, type RowTarget } from './row';
import { SubscriptionNode } from './subscriptionNode';
import { details } from './texts';

/** A place where exports lie: a folder, later a bucket. */
export class DestinationNode extends Row {
  readonly id: string;
  /** The only one of its tree opens by itself. */
  isAlone = false;

  constructor(
    ports: RowPorts,
    /** What it is called may change. */
    public destination: Destination,
  ) {
    super(ports, undefined);
    this.id = destination.url;
  }

  override item(): vscode.TreeItem {
    const { name, url, origin } = this.destination;
    const { t } = vscode.l10n;
    const from =
      origin === 'workspace' ? t('A folder of this workspace that holds datasync.') : undefined;
    return itemOf(this, {
      label: name,
      description: shortened(url),
      icon: origin === 'workspace' ? 'root-folder' : 'folder-library',
      hasChildren: this.isAlone ? 'expanded' : 'collapsed',
      ...(this.pending > 0 && { state: pendingUri(this.pending) }),
      spoken: [t('destination'), url],
      tooltip: details(name, from === undefined ? [] : [from], [[t('Folder'), url, 'code']]),
    });
  }

  override get target(): RowTarget {
    const { url, origin } = this.destination;
    return { file: localPath(url), ...(origin === 'settings' && { destination: url }) };
  }

  protected override async load(): Promise<readonly Row[]> {
    const { url } = this.destination;
    const { manifests } = await this.ports.database.request('manifests', { destination: url });
    const bySubscription = new Map<string, FoundManifest[]>();
    for (const manifest of manifests) {
      const id = manifest.subscription ?? '';
      const known = bySubscription.get(id);
      if (known) known.push(manifest);
      else bySubscription.set(id, [manifest]);
    }
    return [...bySubscription].map(([id, found]) => {
      const isOnly = bySubscription.size === 1;
      return new SubscriptionNode(this, { id, isOnly }, row =>
        found.map(manifest => new ApplicationNode(row, { destination: url, manifest })),
      );
    });
  }
}

/** `~/exports/acme`, `…/exports/acme`. */
function shortened(url: string): string {
  const home = process.env['HOME'];
  const own =
    home !== undefined && url.startsWith(home + path.sep) ? `~${url.slice(home.length)}` : url;
  const segments = own.split(path.sep);
  return segments.length > 4 ? path.join('…', ...segments.slice(-2)) : own;
}
