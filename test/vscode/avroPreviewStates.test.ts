// What the preview says of files that are empty, damaged, denied, gone, no Avro at all, or written to meanwhile.
import { chmod, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { picture } from '../support/pictures';
import { sharedPreview } from '../support/previewPage';
import { testWithTools } from '../support/tools';
import { visitsFile } from '../support/visits';

const tools = ['vscode', 'chromium'] as const;
const withFiles = sharedPreview({ canBeDenied: true });

/** A piece overwritten in the middle, and the end missing. */
function damagedVisits(): Uint8Array {
  const bytes = visitsFile(3000);
  const middle = Math.floor(bytes.length / 2);
  return bytes.fill(0xff, middle, middle + 40).slice(0, bytes.length - 300);
}

testWithTools(
  tools,
  'what cannot be shown says why and what there is to do, and is shown when it can be',
  async () => {
    const files = {
      'no-rows.avro': visitsFile(0),
      'no-bytes.avro': new Uint8Array(),
      'picture.avro': Buffer.from('\u0089PNG and more of it'),
      'secret.avro': visitsFile(3000),
    };
    await withFiles(files, async (preview, workbench) => {
      const { frame } = preview;
      const at = (name: string) => path.join(workbench.folder, name);
      await preview.open('no-rows.avro');
      await frame.getByText('This file has no rows.').waitFor();
      await preview.footer('no rows');
      await picture(workbench, 'preview-empty', preview.editor);

      await preview.open('no-bytes.avro');
      await frame.getByText('This file ends before its first row').waitFor();
      await writeFile(at('no-bytes.avro'), visitsFile(10));
      await preview.footer(/of 10.*changed on disk/);

      await preview.open('picture.avro');
      await frame.getByText('This is no Avro file').waitFor();
      await picture(workbench, 'preview-failed', preview.editor);

      await chmod(at('secret.avro'), 0);
      await preview.open('secret.avro');
      await frame.getByText('This file may not be read').waitFor();
      await picture(workbench, 'preview-denied', preview.editor);
      await chmod(at('secret.avro'), 0o644);
      await frame.getByRole('button', { name: 'Try again' }).click();
      await preview.footer(/of 3,000/);
    });
  },
);

testWithTools(
  tools,
  'a file that changes on disk is read anew as a whole, with its filter; one that is gone comes back',
  async () => {
    await withFiles({ 'visits.avro': visitsFile(3000) }, async (preview, { folder }) => {
      const { frame } = preview;
      const file = path.join(folder, 'visits.avro');
      await preview.open('visits.avro');
      await preview.footer(/of 3,000/);
      await preview.filter('country', '=', 'Chile');
      await preview.footer(/of 750 found/);

      await writeFile(file, visitsFile(5000));
      await preview.footer(/of 1,250 found.*changed on disk, reloaded at/);

      await writeFile(`${file}.new`, visitsFile(400));
      await rename(`${file}.new`, file);
      await preview.footer(/of 100 found.*changed on disk/);

      await rm(file);
      await frame.getByText('This file is gone').waitFor();
      await writeFile(file, visitsFile(80));
      await preview.footer(/of 20 found/);
    });
  },
);

testWithTools(
  tools,
  'what is lost of a damaged file is told, and what is saved is shown',
  async () => {
    await withFiles({ 'damaged.avro': damagedVisits() }, async (preview, workbench) => {
      const { frame } = preview;
      await preview.open('damaged.avro');
      await frame.getByRole('button', { name: /rows lost/ }).click();
      await frame.getByText(/rows can be read/).waitFor();
      await frame.locator('.lost-parts').getByRole('button').first().click();
      await frame.locator('.lost-row').first().waitFor();
      // What is sound stands above it.
      await preview.jump('1,310');
      await preview.row('1,310').waitFor();
      await picture(workbench, 'preview-damaged', preview.editor);
      await preview.jump('1,340');
      await preview.row('1,340').waitFor();
      await workbench.page.keyboard.press('Enter');
      await frame.getByText('This row is lost.').waitFor();
      await frame.locator('.hint', { hasText: /block at byte \d+: row \d+: branch/ }).waitFor();
    });
  },
);
