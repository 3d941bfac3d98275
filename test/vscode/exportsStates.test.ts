// What the table of exports shows where something cannot be read, in a window that is not trusted.
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { assertAccessible } from '../support/accessibility';
import { ExportsPage } from '../support/exportsPage';
import { picture } from '../support/pictures';
import { withTemporaryFolder } from '../support/temporaryFolder';
import { testWithTools } from '../support/tools';
import { withWorkbench } from '../support/workbench';

const tools = ['vscode', 'chromium'] as const;

testWithTools(
  tools,
  'what cannot be read is a row with a way out, also without trust',
  async () => {
    await withTemporaryFolder(async folder => {
      const destinations = await makeTroubles(folder);
      const machineSettings = { 'pendoDataSync.destinations': destinations };
      const options = { folder, machineSettings, canBeDenied: true, trust: 'ask' } as const;
      await withWorkbench(options, async workbench => {
        const exports = new ExportsPage(workbench);
        await exports.open();
        await exports.footer(/4 cannot be read/);
        await exports.view.getByText('In Restricted Mode').waitFor();
        await exports.row('No export manifest').or(exports.row('Broken')).first().click();
        await exports.summary.getByRole('button', { name: 'Try again' }).waitFor();
        await exports.row('permission denied').click();
        await exports.summary.getByText('permission denied').waitFor();
        await picture(workbench, 'exports-denied', exports.part);
        await exports.row('Damaged cannot be read').click();
        await exports.summary.getByText('is no JSON').waitFor();
        await picture(workbench, 'exports-damaged', exports.part);
        await assertAccessible(exports.view, 'what cannot be read');
        await exports.summary.getByRole('button', { name: 'Open the manifest' }).click();
        await workbench.page.locator('.tab', { hasText: 'exportmanifest.json' }).waitFor();

        await workbench.page.locator('.tab', { hasText: 'Exports' }).first().click();
        await chmod(path.join(folder, 'denied/datasync/1/2/exportmanifest.json'), 0o644);
        await exports.button('Refresh').click();
        await exports.footer(/3 cannot be read/);
      });
    });
  },
);

/** Destinations: nothing there, no manifest, no JSON, no permission, and one without exports. */
async function makeTroubles(folder: string) {
  const at = (name: string) => path.join(folder, name);
  await mkdir(at('broken'));
  await mkdir(at('damaged'));
  await writeFile(path.join(at('damaged'), 'exportmanifest.json'), '<html>not found</html>');
  for (const name of ['denied', 'empty']) {
    const application = path.join(at(name), 'datasync/1/2');
    await mkdir(application, { recursive: true });
    await writeFile(path.join(application, 'exportmanifest.json'), '{"exports": []}');
  }
  await chmod(path.join(at('denied'), 'datasync/1/2/exportmanifest.json'), 0);
  const names = ['Gone', 'Broken', 'Damaged', 'Denied', 'Empty'];
  return names.map(name => ({ url: at(name.toLowerCase()), name }));
}
