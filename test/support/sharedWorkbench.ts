// One workbench for the tests of a file: its start takes longer than most of them.
import assert from 'node:assert/strict';
import { after } from 'node:test';

import { holdOpen } from './holdOpen';
import { withTemporaryFolder } from './temporaryFolder';
import {
  keepWhatFailed,
  withWorkbench,
  type Theme,
  type Workbench,
  type WorkbenchOptions,
} from './workbench';

/** An open workbench and the folder that is its workspace. */
export interface FolderWorkbench extends Workbench {
  readonly folder: string;
}

interface OpenWorkbench {
  readonly workbench: FolderWorkbench;
  readonly firstTheme: Theme;
  readonly close: () => Promise<void>;
}

/** What all tests of a file need of their workbench. */
export type SharedOptions = Omit<WorkbenchOptions, 'folder' | 'machineSettings'>;

/**
 * Answers with a function that runs a test in the workbench of the file, in which nothing is open or set; only files
 * stay in its folder. One in which a test failed is not used again.
 */
export function sharedWorkbench(
  options: SharedOptions | (() => SharedOptions) = {},
): <T>(body: (workbench: FolderWorkbench) => Promise<T>) => Promise<T> {
  let current: OpenWorkbench | undefined;
  const close = async () => {
    const open = current;
    current = undefined;
    await open?.close();
  };
  after(close);
  return async body => {
    try {
      if (current === undefined)
        current = await openWorkbench(typeof options === 'function' ? options() : options);
      else await tidy(current);
      const { workbench } = current;
      const answer = await body(workbench);
      assert.deepEqual(workbench.errors, [], 'the extension logged errors');
      return answer;
    } catch (error) {
      if (current) await keepWhatFailed(current.workbench.page).catch(() => undefined);
      await close().catch(() => undefined);
      throw error;
    }
  };
}

async function openWorkbench(options: SharedOptions): Promise<OpenWorkbench> {
  const { value, close } = await holdOpen<FolderWorkbench>(body =>
    withTemporaryFolder(folder =>
      withWorkbench({ ...options, folder }, workbench => body({ ...workbench, folder })),
    ),
  );
  return { workbench: value, firstTheme: value.theme(), close };
}

/** As it was opened, whatever the test before did. */
async function tidy({ workbench, firstTheme }: OpenWorkbench): Promise<void> {
  const { page, runCommand, setMachineSettings, setTheme } = workbench;
  await page.setViewportSize({ width: 1400, height: 900 });
  await closeEditors(workbench);
  await runCommand('Notifications: Clear All Notifications');
  if (await page.locator('.part.panel').isVisible()) await runCommand('View: Hide Panel');
  await runCommand('View: Show Explorer');
  await setTheme(firstTheme);
  await setMachineSettings({});
}

/** What is not saved is given up. */
async function closeEditors({ page, runCommand }: FolderWorkbench): Promise<void> {
  await runCommand('View: Close All Editors');
  const tabs = page.locator('.part.editor .tab');
  const giveUp = page.locator('.monaco-dialog-box').getByText("Don't Save");
  for (let tries = 0; (await tabs.count()) > 0; tries++) {
    assert.ok(tries < 100, 'an editor does not close');
    if (await giveUp.isVisible()) await giveUp.click();
    await page.waitForTimeout(100);
  }
}
