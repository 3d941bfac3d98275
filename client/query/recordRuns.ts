import type * as vscode from 'vscode';

import { isUnderWay, type ResultState, type ShownResults } from '../../shared/protocol/queryGrid';
import type { HistoryEntry } from '../../shared/sql/queryHistory';
import { databaseOfDocument } from './databaseOfDocument';
import type { QueryHistory } from './queryHistory';
import type { StatementOrder } from './queryResults';

/** Who runs statements, and says where each stands. */
export interface WatchedRuns {
  readonly onDidChange: vscode.Event<ShownResults>;
  order(result: number): StatementOrder | undefined;
}

/** Puts each statement into the history when it ends. */
export function recordRuns(runs: WatchedRuns, history: QueryHistory): vscode.Disposable {
  const begun = new Map<number, Date>();
  return runs.onDidChange(({ tabs }) => {
    for (const { result, state } of tabs) {
      const started = begun.get(result);
      if (isUnderWay(state)) {
        if (!started && state.kind !== 'queued') begun.set(result, new Date());
      } else if (started) {
        begun.delete(result);
        const order = runs.order(result);
        // Of an explained statement nothing was run.
        const end = order && order.explains !== true ? endOf(state, started) : undefined;
        if (order && end)
          void history.record({ ...factsOf(order), started: started.toISOString(), ...end });
      }
    }
  });
}

function factsOf({ document, sql, subscription, application }: StatementOrder) {
  const databaseName = databaseOfDocument(document)?.name || application;
  return { sql, databaseName, database: { subscription, application } };
}

function endOf(
  state: ResultState,
  started: Date,
): Pick<HistoryEntry, 'ended' | 'rows' | 'seconds'> | undefined {
  const seconds = (Date.now() - started.getTime()) / 1000;
  switch (state.kind) {
    case 'rows':
      return {
        ended: state.ending === 'whole' ? 'whole' : 'stopped',
        rows: state.rowCount,
        seconds: state.seconds,
      };
    case 'cancelled':
    case 'failed':
      return { ended: state.kind, rows: 0, seconds };
    default:
      return undefined;
  }
}
