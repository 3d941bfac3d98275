// A workbench whose workspace holds the sample and files of a test, and whose local database is loaded.
import assert from 'node:assert/strict';
import { cp, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { QueryPage } from './queryPage';
import { runCli } from './runCli';
import { withTemporaryFolder } from './temporaryFolder';
import { withWorkbench, type Workbench } from './workbench';

/** An open workbench and what it shows of queries. */
export interface LoadedWorkbench extends Workbench {
  readonly query: QueryPage;
  /** The workspace. */
  readonly folder: string;
}

/** Runs `body` in a workspace with a loaded copy of a sample and with these files. */
export async function withLoadedWorkbench(
  destination: string,
  files: Readonly<Record<string, string>>,
  body: (loaded: LoadedWorkbench) => Promise<void>,
): Promise<void> {
  await withTemporaryFolder(async folder => {
    await cp(destination, folder, { recursive: true });
    const database = path.join(folder, 'db');
    const { code, stderr } = await runCli(['sync', folder, '--db', database]);
    assert.equal(code, 0, stderr);
    for (const [name, text] of Object.entries(files)) {
      await writeFile(path.join(folder, name), text);
    }
    const machineSettings = { 'pendoDataSync.databaseFolder': database };
    await withWorkbench({ folder, machineSettings }, async workbench => {
      await body({ ...workbench, query: new QueryPage(workbench), folder });
    });
  });
}
