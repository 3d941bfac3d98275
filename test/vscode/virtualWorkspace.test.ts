// A workspace that lies on no disk: manifests are checked and Avro files previewed.
import { PreviewPage } from '../support/previewPage';
import { sampleForAllTests } from '../support/sampleDestination';
import { testWithTools } from '../support/tools';
import { TreeView } from '../support/treeView';
import { withTwoFiles } from '../support/twoFiles';
import { withWorkbench } from '../support/workbench';

const sample = sampleForAllTests();

testWithTools(
  ['vscode', 'chromium'],
  'in a virtual workspace manifests are checked and files previewed',
  async () => {
    await withTwoFiles(sample.destination, async folder => {
      await withWorkbench({ folder, isVirtual: true }, async ({ page }) => {
        const preview = new PreviewPage(page);
        await preview.open('exportmanifest.json');
        await page.locator('.monaco-editor .squiggly-error').first().waitFor();
        await page.locator('.monaco-editor .view-line').first().click();
        await page.keyboard.press('F8');
        await page.getByText('counter 1 is used twice').first().waitFor();
        await preview.open('events.avro');
        await preview.row('1').waitFor();
        await new TreeView(page).open();
        await page.getByText('This workspace lies on no disk').waitFor();
      });
    });
  },
);
