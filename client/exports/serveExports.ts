// What the view asks is handed to the worker that holds the rows; what needs the editor is done here.
import * as vscode from 'vscode';

import { DataSyncError } from '../../shared/errors';
import type { Handlers } from '../../shared/protocol/channel';
import type { ExportsViewRequests } from '../../shared/protocol/exportsView';
import { joinPath } from '../../shared/storage/objectPath';
import type { App } from '../app';
import { actOnExports } from './actOnExports';
import type { ExportsReader } from './exportsReader';
import { pickFilter } from './pickFilter';

/** Findings that a summary names. */
const mostFindings = 8;

/** Answers the view of one table. */
export function serveExports(app: App, reader: ExportsReader): Handlers<ExportsViewRequests> {
  const { database } = app;
  const { view } = reader;
  return {
    watch: (_, context) => watch(reader, state => context.progress(state)),
    choose: (params, { signal }) =>
      database.request('chooseExports', { ...params, view }, { signal }),
    rows: (params, { signal }) => database.request('exportRows', { ...params, view }, { signal }),
    calendar: (params, { signal }) =>
      database.request('exportsCalendar', { ...params, view }, { signal }),
    summary: ({ row }, { signal }) => {
      const ask = (folder: string | undefined) =>
        database.request('exportSummary', { view, row, database: folder }, { signal });
      // A sync that holds the database is not waited for.
      if (!reader.state.hasStates) return ask(undefined);
      return database.whileReading(vscode.l10n.t('the table of exports'), ask, signal);
    },
    check: async ({ row }, { signal }) => {
      const runs = [{ start: row, end: row + 1 }];
      const { targets } = await database.request('exportTargets', { view, runs }, { signal });
      const { place, exportId } = targets[0] ?? {};
      if (!place) {
        throw new DataSyncError('plan.unknown-selection', vscode.l10n.t('the export is gone'));
      }
      const { destination, manifest } = place;
      const path = joinPath(manifest.folder, `${exportId ?? ''}/billofmaterials.json`);
      return database.request('check', { destination, path, most: mostFindings }, { signal });
    },
    pick: async question => {
      const choices = await database.request('exportChoices', { view });
      return pickFilter(choices, question);
    },
    act: async ({ action, runs }) => {
      const { targets } = await database.request('exportTargets', { view, runs });
      await actOnExports(app, { action, targets, again: () => void reader.read() });
      return null;
    },
    copyText: async ({ text }) => {
      await vscode.env.clipboard.writeText(text);
      return null;
    },
  };
}

/** Tells the view what there is to show until it is gone, or has come again. */
function watch(
  reader: ExportsReader,
  tell: (state: ExportsReader['state']) => void,
): Promise<null> {
  return new Promise(resolve => {
    const listener = reader.onDidChange(tell);
    reader.signal.addEventListener('abort', () => {
      listener.dispose();
      resolve(null);
    });
    tell(reader.state);
  });
}
