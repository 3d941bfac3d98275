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
  type Handlers,
  type RequestContext,
  type RequestOptions,
} from '../../shared/protocol/channel';
import { DataSyncError } from '../../shared/errors';
import { countText } from '../../shared/util/humanText';
import { copyRows, copyRowsAs, exportRows, type RowWriter } from '../ui/rowsOut';
import { pageOf } from '../ui/webviewPage';
import type { QueryResults, StatementOrder } from './queryResults';

/** Fills the view and answers it. */
export function serveResults(
  view: vscode.WebviewView,
  results: QueryResults,
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
    handlersOf(results, ended.signal),
  );
  webview.html = pageOf(webview, extension, {
    name: 'queryGrid',
    title: vscode.l10n.t('results'),
  });
}

function handlersOf(results: QueryResults, ended: AbortSignal): Handlers<QueryGridRequests> {
  return {
    ...actionsOn(results),
    watch: (_, context) => watch(results, shown => context.progress(shown), ended),
    ...looksAt(results),
    copy: wanted => {
      const isOneCell = wanted.columns.length === 1 && wanted.end - wanted.start === 1;
      return copyRows(writerOf(results, wanted), wanted, isOneCell);
    },
    copyAs: question => copyRowsAs(writerOf(results, question), question),
    export: question => {
      const allLabel = vscode.l10n.t('All {0} rows', countText(question.rowCount));
      const target = targetOf(results.order(question.result));
      return exportRows(writerOf(results, question), { ...question, allLabel, target });
    },
  };
}

/** What the buttons of the view do. */
function actionsOn(results: QueryResults) {
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
    showStatement: action(result => showStatement(results.order(result))),
    openQueries: action(() => results.openQueries()),
  };
}

/** Tells the view what there is to show until it is gone. */
function watch(
  results: QueryResults,
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
function looksAt(results: QueryResults) {
  const { request }: Pick<QueryResults['channel'], 'request'> = {
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
function knownBy(results: QueryResults) {
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
  results: QueryResults,
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
    ?.replace(/(\.pendo)?\.sql$/i, '');
  return vscode.Uri.joinPath(folder ?? vscode.Uri.file('/'), name ?? vscode.l10n.t('results'));
}

async function showStatement(order: StatementOrder | undefined): Promise<void> {
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
