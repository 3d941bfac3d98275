// A workspace that nobody trusts yet: looking and checking work, what writes says what it waits for.
import { PreviewPage } from '../support/previewPage';
import { sampleForAllTests } from '../support/sampleDestination';
import { testWithTools } from '../support/tools';
import { TreeView } from '../support/treeView';
import { withTwoFiles } from '../support/twoFiles';
import { withWorkbench } from '../support/workbench';

const sample = sampleForAllTests();

testWithTools(
  ['vscode', 'chromium'],
  'in Restricted Mode files are previewed and checked, and the empty view says what waits',
  async () => {
    await withTwoFiles(sample.destination, async folder => {
      await withWorkbench({ folder, trust: 'ask' }, async ({ page }) => {
        await page.locator('.statusbar').getByText('Restricted Mode').waitFor();
        const preview = new PreviewPage(page);
        await preview.open('events.avro');
        await preview.row('1').waitFor();
        await preview.open('exportmanifest.json');
        await page.locator('.monaco-editor .squiggly-error').first().waitFor();
        await new TreeView(page).open();
        await page.getByText('In Restricted Mode exports can be explored').waitFor();
        await page.locator('.welcome-view-content').getByText('trust this workspace').click();
        await page.getByRole('button', { name: 'Trust', exact: true }).click();
        await page.getByText('In Restricted Mode exports').waitFor({ state: 'detached' });
      });
    });
  },
);
