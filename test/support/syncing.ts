// Plans, reports and messages of syncs in an open workbench.
import { cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';

import { appears } from './appears';
import { picture } from './pictures';
import { repeatedAvro, writeRepeated } from './repeatedAvro';
import { sharedWorkbench, type FolderWorkbench, type SharedOptions } from './sharedWorkbench';
import { withTemporaryFolder } from './temporaryFolder';
import { TreeView } from './treeView';
import type { Workbench, WorkbenchOptions } from './workbench';

/** The setting that names the folder of the databases. */
export const folderSetting = 'pendoDataSync.databaseFolder';

type SyncOptions = WorkbenchOptions & {
  readonly machineSettings: Readonly<Record<typeof folderSetting, string>>;
};

/** Runs `body` with a workspace that holds a copy of the sample, and a database of its own. */
export async function withCopy(
  destination: string,
  body: (options: SyncOptions) => Promise<void>,
): Promise<void> {
  await withTemporaryFolder(async folder => {
    await cp(destination, folder, { recursive: true });
    await body(optionsFor(folder));
  });
}

function optionsFor(folder: string): SyncOptions {
  const machineSettings = { [folderSetting]: path.join(folder, 'db') };
  return { folder, machineSettings };
}

/** The workbench of a file's tests with one destination in its list, and a database of its own. */
export interface SyncWorkbench extends FolderWorkbench {
  /** Folder of the destination, which is called `Local copy`. */
  readonly destination: string;
  /** Folder of the local databases. */
  readonly database: string;
  readonly machineSettings: Readonly<Record<string, unknown>>;
}

type WithDestination<T> = (
  content: T,
  body: (workbench: SyncWorkbench) => Promise<void>,
) => Promise<void>;

/** A workbench that the tests of a file share, each with a destination and a database of its own. */
export function sharedSync(options: SharedOptions = {}): {
  /** With nothing. */
  readonly inWorkbench: ReturnType<typeof sharedWorkbench>;
  /** With a copy of the sample. */
  readonly withCopy: WithDestination<string>;
  /** With one application, "Large": so many days of a million rows, whose sync takes seconds. */
  readonly withLarge: WithDestination<number>;
} {
  const inWorkbench = sharedWorkbench(options);
  const withDestination =
    <T>(fill: (destination: string, content: T) => Promise<void>): WithDestination<T> =>
    (content, body) =>
      inWorkbench(async workbench => {
        const folder = await mkdtemp(path.join(workbench.folder, 'test-'));
        // No word of the rows below it is in its path.
        const destination = path.join(folder, 'copy');
        await fill(destination, content);
        const database = path.join(folder, 'db');
        const machineSettings = {
          'pendoDataSync.destinations': [{ url: destination, name: 'Local copy' }],
          [folderSetting]: database,
        };
        await workbench.setMachineSettings(machineSettings);
        await showsOnly(workbench, path.basename(folder));
        await body({ ...workbench, destination, database, machineSettings });
      });
  return {
    inWorkbench,
    withCopy: withDestination((destination, sample) =>
      cp(sample, destination, { recursive: true }),
    ),
    withLarge: withDestination(makeLarge),
  };
}

/** Resolves when the rows of the test before are gone from the tree. */
async function showsOnly({ page, runCommand }: Workbench, folder: string): Promise<void> {
  const tree = new TreeView(page);
  await tree.open();
  await tree.row(folder).waitFor();
  await runCommand('View: Show Explorer');
}

/** A line of the active editor, which writes spaces as such that do not break. */
export function line(page: Page, text: string | RegExp): Locator {
  return page.locator('.view-line', { hasText: text }).first();
}

/** What can be done, above the first line. */
export function lens(page: Page, text: string | RegExp): Locator {
  return page.locator('.codelens-decoration a', { hasText: text }).first();
}

/** The tab of a plan or a report. */
export function tab(page: Page, kind: 'plan' | 'report'): Locator {
  return page.locator('.tab', { hasText: `.sync${kind}` }).first();
}

/** A picture of the plan or report in the editor, whose tables are as wide as they are. */
export async function pictureOfDocument(workbench: Workbench, name: string): Promise<void> {
  const toggle = () => workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  await toggle();
  await picture(workbench, name, workbench.page.locator('.part.editor'));
  await toggle();
}

/** The message behind the bell, which is opened: a page without focus shows no toasts. */
export async function notification(
  { page, runCommand }: Pick<Workbench, 'page' | 'runCommand'>,
  text: string | RegExp,
): Promise<Locator> {
  const found = page.locator('.notification-list-item', { hasText: text }).first();
  const bell = page.locator('.statusbar-item .codicon-bell-dot');
  for (let tries = 0; tries < 20; tries++) {
    // A message that comes while the list is open leaves no mark on the bell, and the list closes by itself
    // when its last message, that of the progress, goes: in the end the list itself has to be looked at.
    if ((await appears(found.or(bell))) && (await found.isVisible())) return found;
    await runCommand('Notifications: Show Notifications');
    if (await appears(found)) return found;
  }
  throw new Error(`no message says ${text}`);
}

/** Makes the destination of `withLarge` in a folder. */
export async function makeLarge(folder: string, days: number): Promise<void> {
  const application = path.join(folder, 'datasync/1/2');
  const files = path.join(application, 'e7');
  await mkdir(files, { recursive: true });
  const [blockRows, blocks] = [10_000, 100];
  const fields = ['eventId', 'visitorId', 'url'].map(name => ({ name, type: 'string' }));
  const schema = { type: 'record', name: 'Event', fields };
  const rows = Array.from({ length: blockRows }, (_, row) => {
    return { eventId: `event ${row}`, visitorId: `v${row % 99}`, url: `/page/${row % 7}` };
  });
  const avro = repeatedAvro({ schema, codec: 'null' }, rows, blocks);
  const timeDependent = Array.from({ length: days }, (_, day) => ({
    periodId: `2024-06-${String(day + 1).padStart(2, '0')}T00:00:00Z`,
    allEvents: { eventCount: blockRows * blocks, files: [`allevents${day}.avro`] },
  }));
  for (const { allEvents } of timeDependent) {
    for (const name of allEvents.files) await writeRepeated(path.join(files, name), avro);
  }
  const entry = {
    ...{ counter: 7, exportType: null, finishTime: '2024-07-01T00:00:00Z', storageSize: 1 },
    rootUrl: 'gs://bucket/datasync/1/2/e7',
    application: { displayName: 'Large', id: '2' },
    subscription: { displayName: 'Acme', id: '1' },
    timeDependent,
  };
  const manifest = { exports: [entry], generatedTime: '2024-07-01T00:00:00Z' };
  await writeFile(path.join(application, 'exportmanifest.json'), JSON.stringify(manifest));
}
