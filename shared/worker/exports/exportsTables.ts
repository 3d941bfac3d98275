// The tables of exports that are open, by the number that the host gave them.
import { DataSyncError } from '../../errors';
import type { ExportsTableRequests } from '../../protocol/exportsTable';
import type { Handlers } from '../../protocol/channel';
import { exportChoices } from './exportChoices';
import { ExportsTable } from './exportsTable';
import type { SourcePorts } from './readSource';

/** Answers what tables of exports ask. */
export function exportsTables(ports: SourcePorts): Handlers<ExportsTableRequests> {
  const open = new Map<number, ExportsTable>();
  const table = (view: number): ExportsTable => {
    const found = open.get(view);
    if (found) return found;
    throw new DataSyncError('internal', 'the table of exports is closed');
  };
  return {
    exportsTable: async ({ view }, { signal }) => {
      open.set(view, new ExportsTable(ports));
      await new Promise(resolve => signal.addEventListener('abort', resolve));
      open.delete(view);
      return null;
    },
    exportsSources: async ({ view, sources }) => {
      table(view).use(sources);
      return null;
    },
    readExports: async (question, { signal }) => ({
      isChanged: await table(question.view).read(question, signal),
    }),
    chooseExports: async question => table(question.view).choose(question),
    exportRows: async ({ view, start, end }) => ({ rows: table(view).rows(start, end) }),
    exportsCalendar: async ({ view, sources }) => ({ days: table(view).days(sources) }),
    exportChoices: async ({ view }) => exportChoices(table(view).sources),
    exportSummary: async ({ view, row, database }) => {
      const summary = await table(view).summary(row, database);
      if (summary) return summary;
      throw new DataSyncError('plan.unknown-selection', 'the export is not in the table any more');
    },
    exportTargets: async ({ view, runs }) => ({ targets: table(view).targets(runs) }),
  };
}
