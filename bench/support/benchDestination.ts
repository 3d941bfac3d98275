// A destination of one export, written as Pendo would, around files that are made for measuring.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { benchDay } from './benchEvents';

/** One entry of a period: allevents, or the matched events of one matchable. */
export interface BenchEntry {
  /** `Page/abc`; undefined is allevents. */
  readonly id?: string;
  /** Relative to the export's folder. */
  readonly file: string;
  readonly rows: number;
}

/** The folder that the files of the export belong into. */
export function benchExportFolder(root: string): string {
  return path.join(root, 'datasync', '6184512345678901', '-323232', 'export-1');
}

/** Writes the manifest of an export that lists these files. */
export async function writeBenchManifest(
  root: string,
  entries: readonly BenchEntry[],
): Promise<void> {
  const folder = benchExportFolder(root);
  await mkdir(folder, { recursive: true });
  const matched = entries.flatMap(({ id, file, rows }) =>
    id === undefined ? [] : [{ id, type: id.split('/', 1)[0], files: [file], eventCount: rows }],
  );
  const all = entries.filter(({ id }) => id === undefined);
  const events = {
    files: all.map(({ file }) => file),
    eventCount: all.reduce((sum, { rows }) => sum + rows, 0),
  };
  const period = {
    periodId: `${benchDay}T00:00:00Z`,
    ...(all.length > 0 ? { allEvents: events } : {}),
    matchedEvents: matched,
  };
  const entry = {
    counter: 1,
    exportType: null,
    finishTime: '2023-02-24T00:00:00.000000Z',
    storageSize: 0,
    rootUrl: 'gs://bench/datasync/6184512345678901/-323232/export-1',
    timestamp: '2023-02-24T00:00:00Z',
    numberOfFiles: entries.length,
    application: { displayName: 'Bench', id: '-323232' },
    subscription: { displayName: 'Bench', id: '6184512345678901' },
    timeDependent: [period],
  };
  const manifest = { exports: [entry], generatedTime: '2023-02-24T00:00:00Z' };
  await writeFile(path.join(folder, '..', 'exportmanifest.json'), JSON.stringify(manifest));
}
