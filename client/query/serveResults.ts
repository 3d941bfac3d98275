// The results view and its host: what the view asks is handed to the thread that holds the rows.
import * as vscode from 'vscode';

import type { QueryGridRequests, ResultText } from '../../shared/protocol/queryGrid';
import { serveChannel, type Handlers } from '../../shared/protocol/channel';
import { DataSyncError } from '../../shared/errors';
import { countText } from '../../shared/util/humanText';
import { copyRows, copyRowsAs, exportRows, type RowWriter } from '../ui/rowsOut';
import { pageOf } from '../ui/webviewPage';
import type { QueryResults } from './queryResults';

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
    watch: (_, context) => watch(results, state => context.progress(state), ended),
    // Without its signal: to cancel what is asked of a busy thread would be to end it.
    rows: async ({ run, start, end }) => {
      const { state } = results;
      if (state.kind !== 'rows' || state.run !== run) return { rows: [] };
      return results.channel.request('rows', { start, end });
    },
    cancel: async () => {
      results.cancel();
      return null;
    },
    again: async () => {
      void results.again();
      return null;
    },
    showStatement: async () => {
      await showStatement(results);
      return null;
    },
    openQueries: async () => {
      await results.openQueries();
      return null;
    },
    copy: wanted => {
      const isOneCell = wanted.columns.length === 1 && wanted.end - wanted.start === 1;
      return copyRows(writerOf(results, wanted), wanted, isOneCell);
    },
    copyAs: question => copyRowsAs(writerOf(results, question), question),
    export: question => {
      const allLabel = vscode.l10n.t('All {0} rows', countText(question.rowCount));
      const target = targetOf(results);
      return exportRows(writerOf(results, question), { ...question, allLabel, target });
    },
  };
}

/** Tells the view what there is to show until it is gone. */
function watch(
  results: QueryResults,
  tell: (state: QueryResults['state']) => void,
  ended: AbortSignal,
): Promise<null> {
  return new Promise(resolve => {
    const listener = results.onDidChange(tell);
    ended.addEventListener('abort', () => {
      listener.dispose();
      resolve(null);
    });
    tell(results.state);
  });
}

function writerOf(results: QueryResults, { columns }: Pick<ResultText, 'columns'>): RowWriter {
  return {
    text: wanted => results.channel.request('text', { ...wanted, columns }),
    export: async (wanted, options) => {
      const { run } = stateWithRows(results);
      const done = await results.channel.request('export', { ...wanted, columns }, options);
      if (stateWithRows(results).run === run) return done;
      throw new DataSyncError('internal', 'another statement was run meanwhile');
    },
  };
}

function stateWithRows({ state }: QueryResults) {
  if (state.kind === 'rows') return state;
  throw new DataSyncError('internal', 'there is no result any more');
}

/** Beside the document, by its name. */
function targetOf({ order }: QueryResults): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = order?.document.uri.path
    .split('/')
    .at(-1)
    ?.replace(/(\.pendo)?\.sql$/i, '');
  return vscode.Uri.joinPath(folder ?? vscode.Uri.file('/'), name ?? vscode.l10n.t('results'));
}

async function showStatement({ order }: QueryResults): Promise<void> {
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
