// The results view and its host: what the view asks is handed to the thread that holds the rows.
import * as vscode from 'vscode';

import type { ScanProgress } from '../../shared/protocol/avroPreview';
import type {
  QueryGridRequests,
  QueryWorkerRequests,
  ResultId,
  ResultText,
  ShownResults,
} from '../../shared/protocol/queryGrid';
import {
  serveChannel,
  type Channel,
  type Handlers,
  type RequestContext,
  type RequestOptions,
} from '../../shared/protocol/channel';
import { DataSyncError } from '../../shared/errors';
import { countText } from '../../shared/util/humanText';
import { copyRows, copyRowsAs, exportRows, type RowWriter } from '../ui/rowsOut';
import { savePicture } from '../ui/savePicture';
import { pageOf } from '../ui/webviewPage';
import type { StatementOrder } from './queryResults';

/** Results that a view shows: of the statements of a document, or of a cell. */
export interface ServedResults {
  readonly shown: ShownResults;
  readonly onDidChange: vscode.Event<ShownResults>;
  /** The thread that holds them. */
  readonly channel: Channel<QueryWorkerRequests>;
  /** Where the statement of a result stands. */
  order(result: number): StatementOrder | undefined;
  activate(result: number): void;
  /** The thread does not hold the rows of a result any more. */
  forget(result: number): void;
  cancel(): void;
  again(result: number): void | Promise<void>;
  showStatement(result: number): void | Promise<void>;
  openQueries(): void | Promise<void>;
}

/** Fills the view and answers it. */
export function serveResults(
  view: vscode.WebviewView,
  results: ServedResults,
  extension: vscode.Uri,
): void {
  const { webview } = view;
  const roots = [vscode.Uri.joinPath(extension, 'dist/media')];
  webview.options = { enableScripts: true, localResourceRoots: roots };
  const ended = new AbortController();
  view.onDidDispose(() => ended.abort());
  serveChannel<QueryGridRequests>(
    {
      post: message => void webview.postMessage(message),
      listen: onMessage => void webview.onDidReceiveMessage(onMessage),
    },
    resultHandlers(results, ended.signal),
  );
  webview.html = pageOf(webview, extension, {
    name: 'queryGrid',
    title: vscode.l10n.t('results'),
  });
}

/** What a view of results is answered until it has ended. */
export function resultHandlers(
  results: ServedResults,
  ended: AbortSignal,
): Handlers<QueryGridRequests> {
  return {
    ...actionsOn(results),
    watch: (_, context) => watch(results, shown => context.progress(shown), ended),
    ...looksAt(results),
    copy: wanted => {
      const isOneCell = wanted.columns.length === 1 && wanted.end - wanted.start === 1;
      return copyRows(writerOf(results, wanted), wanted, isOneCell);
    },
    copyAs: question => copyRowsAs(writerOf(results, question), question),
    savePicture: ({ result, ...picture }) => savePicture(picture, targetOf(results.order(result))),
    export: question => {
      const allLabel = vscode.l10n.t('All {0} rows', countText(question.rowCount));
      const target = targetOf(results.order(question.result));
      return exportRows(writerOf(results, question), { ...question, allLabel, target });
    },
  };
}

/** What the buttons of the view do. */
function actionsOn(results: ServedResults) {
  const action =
    (act: (result: number) => void | Promise<void>) =>
    async ({ result }: ResultId) => {
      await act(result);
      return null;
    };
  return {
    activate: action(result => results.activate(result)),
    cancel: action(() => results.cancel()),
    again: action(result => void results.again(result)),
    showStatement: action(result => results.showStatement(result)),
    openQueries: action(() => results.openQueries()),
  };
}

/** Tells the view what there is to show until it is gone. */
function watch(
  results: ServedResults,
  tell: (shown: ShownResults) => void,
  ended: AbortSignal,
): Promise<null> {
  return new Promise(resolve => {
    const listener = results.onDidChange(tell);
    ended.addEventListener('abort', () => {
      listener.dispose();
      resolve(null);
    });
    tell(results.shown);
  });
}

type Params<K extends keyof QueryWorkerRequests> = QueryWorkerRequests[K]['params'];
/** What is handed on to the thread that holds the rows. */
function looksAt(results: ServedResults) {
  const { request }: Pick<ServedResults['channel'], 'request'> = {
    request: (type, params, options) => results.channel.request(type, params, options),
  };
  const known = knownBy(results);
  return {
    rows: known((params: Params<'rows'>, options: RequestOptions<NonNullable<unknown>>) =>
      request('rows', params, options),
    ),
    arrange: known((params: Params<'arrange'>, options: RequestOptions<ScanProgress>) =>
      request('arrange', params, options),
    ),
    summarize: known((params: Params<'summarize'>, options: RequestOptions<ScanProgress>) =>
      request('summarize', params, options),
    ),
    totals: known((params: Params<'totals'>, options: RequestOptions<ScanProgress>) =>
      request('totals', params, options),
    ),
    chart: known((params: Params<'chart'>, options: RequestOptions<ScanProgress>) =>
      request('chart', params, options),
    ),
  } satisfies Partial<Handlers<QueryGridRequests>>;
}

/** Of a result that the thread has let go, its tab says so from then on. */
function knownBy(results: ServedResults) {
  return <P extends ResultId, R, M>(ask: (params: P, options: RequestOptions<M>) => Promise<R>) =>
    async (params: P, context: RequestContext<M>): Promise<R> => {
      const onProgress = context.progress.bind(context);
      try {
        return await ask(params, { signal: context.signal, onProgress });
      } catch (error) {
        const isGone = error instanceof DataSyncError && error.code === 'query.closed';
        if (isGone) results.forget(params.result);
        throw error;
      }
    };
}

function writerOf(
  results: ServedResults,
  { result, view = 0, columns }: Pick<ResultText & ResultId, 'columns' | 'result' | 'view'>,
): RowWriter {
  return {
    text: wanted => results.channel.request('text', { ...wanted, view, columns, result }),
    export: (wanted, options) =>
      results.channel.request('export', { ...wanted, view, columns, result }, options),
  };
}

/** Beside the document, by its name. */
function targetOf(order: StatementOrder | undefined): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = order?.document.uri.path
    .split('/')
    .at(-1)
    ?.replace(/(\.pendo)?\.sql$|\.pendonb$/i, '');
  return vscode.Uri.joinPath(folder ?? vscode.Uri.file('/'), name ?? vscode.l10n.t('results'));
}

/** Shows a statement in its document. */
export async function showStatement(order: StatementOrder | undefined): Promise<void> {
  if (!order) return;
  const { document, start, sql } = order;
  const editor = await vscode.window.showTextDocument(document);
  const range = new vscode.Range(
    document.positionAt(start),
    document.positionAt(start + sql.length),
  );
  editor.selection = new vscode.Selection(range.start, range.start);
  editor.revealRange(range);
}
