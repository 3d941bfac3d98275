// A workspace that nobody trusts yet: looking and checking work, what writes says what it waits for.
import { PreviewPage } from '../support/previewPage';
import { sampleForAllTests } from '../support/sampleDestination';
import { lens, pictureOfDocument, sharedSync } from '../support/syncing';
import { testWithTools } from '../support/tools';
import { TreeView } from '../support/treeView';
import { writeTwoFiles } from '../support/twoFiles';

const sample = sampleForAllTests();

const tools = ['vscode', 'chromium'] as const;
const { inWorkbench, withCopy } = sharedSync({ trust: 'ask' });

testWithTools(tools, 'without trust exports can be looked at, by keys alone', async () => {
  await withCopy(sample.destination, async ({ page }) => {
    await page.locator('.statusbar').getByText('Restricted Mode').waitFor();
    const tree = new TreeView(page);
    await tree.open();
    await tree.row('Acme App 2').waitFor();
    const isFocused = (text: string) =>
      tree.pane.locator('.monaco-list-row.focused', { hasText: text }).waitFor();
    // Destination, subscription, application, exports, newest export.
    await tree.pane.locator('.monaco-list').focus();
    await page.keyboard.press('Home');
    for (const text of ['Acme', 'Acme App 2']) {
      await page.keyboard.press('ArrowRight');
      await isFocused(text);
    }
    for (const text of ['Exports', '#7']) {
      await page.keyboard.press('ArrowRight');
      await tree.row(text).waitFor();
      await page.keyboard.press('ArrowRight');
      await isFocused(text);
    }
  });
});

testWithTools(tools, 'a plan says what applying needs', async () => {
  await withCopy(sample.destination, async workbench => {
    const { page } = workbench;
    const tree = new TreeView(page);
    await tree.open();
    await tree.choose('Acme Web', 'Plan');
    await lens(page, 'trust this workspace').waitFor();
    await pictureOfDocument(workbench, 'sync-plan-denied');
  });
});

testWithTools(
  tools,
  'in Restricted Mode files are previewed and checked, and the empty view says what waits',
  async () => {
    await inWorkbench(async ({ page, folder }) => {
      await writeTwoFiles(sample.destination, folder);
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
  },
);
