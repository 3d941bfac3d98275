// How the editor opens buckets: by what the user chose for the destination that a place lies in. Nothing outside of
// the user's own destinations is ever asked for with their credentials.
import path from 'node:path';
import * as vscode from 'vscode';

import { DataSyncError } from '../../shared/errors';
import type {
  AccessChoice,
  AccessSecret,
  ChosenAccess,
} from '../../shared/storage/access/accessChoice';
import type { AskAccess } from '../../shared/storage/cloud/cloudAccess';
import type { CloudPlace } from '../../shared/storage/cloud/cloudPlace';
import { ownerOf } from '../../shared/storage/cloud/ownerOf';
import type { RangeCacheOptions } from '../../shared/storage/cloud/rangeCache';
import type { CloudHost } from '../../shared/worker/cloudHost';
import type { DestinationRegistry } from '../destinations/destinationRegistry';
import { readSecret } from './readSecret';

const section = 'pendoDataSync';

/** Access to the user's buckets; what they typed for it is kept in the editor's secret storage. */
export class CloudAccounts {
  readonly #context: vscode.ExtensionContext;
  readonly #destinations: DestinationRegistry;
  /** Buckets that are being tried before they are added, by URL. */
  readonly #tried = new Map<string, ChosenAccess>();
  #ask: Promise<AskAccess> | undefined;

  constructor(context: vscode.ExtensionContext, destinations: DestinationRegistry) {
    this.#context = context;
    this.#destinations = destinations;
    // The way out is read with the first bucket, and anew when it is another.
    const changes = vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('http')) this.#ask = undefined;
    });
    context.subscriptions.push(changes);
  }

  /** What threads that read buckets are started with. */
  get host(): CloudHost {
    return { access: (...asked) => this.#access(...asked), cache: this.#cache };
  }

  /** Lets a bucket be read in this way as long as `body` runs, although it is no destination yet. */
  async whileTrying<T>(url: string, chosen: ChosenAccess, body: () => Promise<T>): Promise<T> {
    this.#tried.set(url, chosen);
    try {
      return await body();
    } finally {
      this.#tried.delete(url);
    }
  }

  /** Keeps what was typed for a destination; undefined forgets it. */
  async keepSecret(url: string, secret: AccessSecret | undefined): Promise<void> {
    const { secrets } = this.#context;
    if (secret) await secrets.store(secretKey(url), JSON.stringify(secret));
    else await secrets.delete(secretKey(url));
  }

  /** Forgets what was typed for a destination; resolves with it, for who wants it back. */
  async forgetSecret(url: string): Promise<AccessSecret | undefined> {
    const secret = readSecret(await this.#context.secrets.get(secretKey(url)));
    await this.keepSecret(url, undefined);
    return secret;
  }

  readonly #access: AskAccess = async (place, rejected, signal) => {
    if (!vscode.workspace.isTrusted) throw untrusted(place);
    this.#ask ??= this.#createAsk();
    return (await this.#ask)(place, rejected, signal);
  };

  /** Read when the first bucket is opened: most windows open none. */
  async #createAsk(): Promise<AskAccess> {
    const { editorAccess } = await import('./editorAccess');
    try {
      return await editorAccess(place => this.#choose(place));
    } catch (error) {
      // A file of certificates that is not there may be put there: whoever asks next looks again.
      this.#ask = undefined;
      throw error;
    }
  }

  async #choose(place: CloudPlace): Promise<ChosenAccess> {
    const own = this.#destinations.all.filter(({ origin }) => origin === 'settings');
    const known: readonly { readonly url: string; readonly access?: AccessChoice }[] = [
      ...[...this.#tried].map(([url, { choice }]) => ({ url, access: choice })),
      ...own,
    ];
    const owner = ownerOf(place, known);
    if (!owner) throw notListed(place);
    const tried = this.#tried.get(owner.url);
    if (tried) return tried;
    const secret = readSecret(await this.#context.secrets.get(secretKey(owner.url)));
    return { choice: owner.access ?? {}, ...(secret ? { secret } : {}) };
  }

  get #cache(): RangeCacheOptions | undefined {
    const megabytes = vscode.workspace.getConfiguration(section).get<number>('cacheSize', 1024);
    if (megabytes <= 0) return undefined;
    const folder = path.join(this.#context.globalStorageUri.fsPath, 'ranges');
    return { folder, bytes: megabytes * (1 << 20) };
  }
}

function secretKey(url: string): string {
  return `${section}.access:${url}`;
}

function untrusted({ url }: CloudPlace): DataSyncError {
  const { t } = vscode.l10n;
  const message = t('{0} is not opened: buckets wait until you trust this workspace', url);
  return new DataSyncError('storage.untrusted', message, { url });
}

function notListed({ url }: CloudPlace): DataSyncError {
  const message = vscode.l10n.t(
    '{0} is not opened: it lies in none of your destinations. Add the bucket first',
    url,
  );
  return new DataSyncError('storage.no-credentials', message, { url });
}
