// The editor of one Avro file, in a bundle of its own: a page, a worker thread, and what passes between the two.
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';

import type { AvroPreviewRequests, AvroRowRequests } from '../../shared/protocol/avroPreview';
import { serveChannel, type ContextOf, type Handlers } from '../../shared/protocol/channel';
import type { App } from '../app';
import { copyRowsAs, exportRows } from '../ui/rowsOut';
import { pageOf } from '../ui/webviewPage';
import { AvroDocument } from './avroDocument';
import { AvroThreads } from './avroThreads';
import { copyPreviewRows, offeredRows, previewWriter } from './previewRows';

/** While VS Code makes room for a page there is time to read the first rows: they come with it then. */
const pageMillis = 100;

/** Opens files and fills their editors. */
export function avroPreviewEditor({
  context,
  log,
  clouds,
  database,
}: Pick<
  App,
  'context' | 'log' | 'clouds' | 'database'
>): vscode.CustomReadonlyEditorProvider<AvroDocument> {
  const threads = new AvroThreads(clouds);
  context.subscriptions.push(threads);
  return {
    openCustomDocument: uri => {
      // What the bench counts from.
      performance.mark('avroPreview.open');
      return new AvroDocument(uri, { threads, database });
    },
    resolveCustomEditor: (document, panel): void => {
      const { webview } = panel;
      const { extensionUri } = context;
      const name = 'avroPreview';
      const title = path.basename(document.uri.path);
      const roots = [vscode.Uri.joinPath(extensionUri, 'dist/media')];
      webview.options = { enableScripts: true, localResourceRoots: roots };
      const show = async () => {
        const { opened } = document;
        const data = await soon(opened);
        if (opened !== document.opened) return;
        webview.html = pageOf(webview, extensionUri, { name, title, data });
      };
      const life = new ViewLife(document);
      serveChannel<AvroPreviewRequests>(
        {
          post: message => void webview.postMessage(message),
          listen: onMessage => void webview.onDidReceiveMessage(onMessage),
        },
        handlersOf(document, life, log),
      );
      const reopened = document.onDidReopen(() => void show());
      panel.onDidDispose(() => {
        life.end();
        reopened.dispose();
      });
      // Not awaited: VS Code makes room for the page when this has returned.
      void show();
    },
  };
}

/** What a promise comes to if it does so soon, else undefined. */
async function soon<T>(promise: Promise<T>): Promise<T | undefined> {
  const tooLate = sleep(pageMillis, undefined);
  return Promise.race([promise.catch(() => undefined), tooLate]);
}

function handlersOf(
  document: AvroDocument,
  life: ViewLife,
  log: vscode.LogOutputChannel,
): Handlers<AvroPreviewRequests> {
  return {
    ...rowHandlers(document, life),
    begin: async () => {
      life.end();
      return null;
    },
    ready: async () => {
      const started = performance.now();
      const opened = await document.opened;
      log.debug(`${document.uri.path}: open after ${Math.round(performance.now() - started)} ms`);
      return opened;
    },
    copy: recipe => copyPreviewRows(document, recipe),
    copyAs: question => copyRowsAs(previewWriter(document, question), question),
    export: question =>
      exportRows(previewWriter(document, question), offeredRows(question, document.uri)),
    copyRecord: async params => {
      const { text } = await document.channel.request('recordText', params);
      await vscode.env.clipboard.writeText(text);
      return null;
    },
    copyText: async ({ text }) => {
      await vscode.env.clipboard.writeText(text);
      return null;
    },
    reload: async () => {
      document.reopen();
      return null;
    },
  };
}

/** What a view has under way in the worker: that of a hidden tab is gone without a word, and comes again. */
class ViewLife {
  #controller = new AbortController();
  readonly #lists = new Map<number, AvroDocument['channel']>();

  constructor(readonly document: AvroDocument) {}

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  note(found: object): void {
    if ('view' in found && typeof found.view === 'number') {
      this.#lists.set(found.view, this.document.channel);
    }
  }

  /** Whatever follows belongs to another life. */
  end(): void {
    this.#controller.abort();
    this.#controller = new AbortController();
    for (const [view, channel] of this.#lists) {
      // A worker that has ended has no lists any more.
      channel.request('closeView', { view }).catch(() => undefined);
    }
    this.#lists.clear();
  }
}

/** What the worker answers goes through as it is. */
function rowHandlers(document: AvroDocument, life: ViewLife): Handlers<AvroRowRequests> {
  const forward =
    <K extends keyof AvroRowRequests>(type: K) =>
    async (params: AvroRowRequests[K]['params'], context: ContextOf<AvroRowRequests, K>) => {
      const { signal } = life;
      const note = (found: object) => {
        if (!signal.aborted) life.note(found);
      };
      // Counting is for all views of the file, also for those to come.
      const signals = type === 'count' ? [context.signal] : [context.signal, signal];
      const answer = await document.channel.request(type, params, {
        signal: AbortSignal.any(signals),
        onProgress: value => {
          note(value);
          context.progress(value);
        },
      });
      if (answer !== null) note(answer);
      return answer;
    };
  return {
    rows: forward('rows'),
    count: forward('count'),
    record: forward('record'),
    filter: forward('filter'),
    sort: forward('sort'),
    closeView: forward('closeView'),
    summarize: forward('summarize'),
    blocks: forward('blocks'),
  };
}
