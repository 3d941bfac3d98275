import * as vscode from 'vscode';

import { DataSyncError } from '../../shared/errors';
import type { ShownResults } from '../../shared/protocol/queryGrid';
import type { ServedResults } from '../query/serveResults';

const shown: ShownResults = {
  tabs: [{ result: 1, label: '', sql: '', state: { kind: 'closed' } }],
  active: 1,
};

/** What an output shows whose rows are nowhere any more: that its cell can be run again. */
export function goneResults(runAgain: () => void): ServedResults {
  const nothing = () => undefined;
  return {
    shown,
    onDidChange: () => new vscode.Disposable(nothing),
    get channel(): never {
      throw new DataSyncError('query.closed', vscode.l10n.t('there is no result any more'));
    },
    order: nothing,
    activate: nothing,
    forget: nothing,
    cancel: nothing,
    again: runAgain,
    showStatement: nothing,
    openQueries: nothing,
  };
}
