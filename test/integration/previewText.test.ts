// What leaves the preview, to the clipboard and to files, against what `show` prints of the same rows.
import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';

import { bytesSource } from '../../shared/avro/byteSource';
import { ContainerWriter } from '../../shared/avro/writeContainer';
import type { ExportFormat } from '../../shared/protocol/avroPreview';
import { SeededRandom } from '../../shared/util/seededRandom';
import { randomSchema } from '../support/avroRandom';
import { scaled } from '../support/randomScale';
import { previewing } from '../support/previewing';
import { runCli } from '../support/runCli';
import { withTemporaryFolder } from '../support/temporaryFolder';
import { visitsFile } from '../support/visits';

/** Rows of a random schema, with logical types and nested values. */
function randomFile(seed: number): Uint8Array {
  const random = new SeededRandom(seed);
  const { schema, type, value } = randomSchema(random);
  const writer = new ContainerWriter({ schema, blockBytes: 500 });
  for (let row = 0; row < 60; row++) writer.appendEncoded(type.toBuffer(value()));
  return writer.finish();
}

/** What the preview exports and what `show` prints, of all rows or of 20 from row 10 on. */
async function both(bytes: Uint8Array, format: ExportFormat, raw: boolean, isAll: boolean) {
  return withTemporaryFolder(async folder => {
    const file = path.join(folder, 'rows.avro');
    const target = path.join(folder, 'rows.out');
    await writeFile(file, bytes);
    const { channel, opened } = await previewing(bytesSource(bytes));
    const columns = opened.columns.map(({ name }) => name);
    const range = isAll ? { start: 0, end: Number.MAX_SAFE_INTEGER } : { start: 10, end: 30 };
    const recipe = { view: 'file', ...range, raw, columns, format } as const;
    if (isAll) await channel.request('export', { ...recipe, target });
    else await writeFile(target, (await channel.request('text', recipe)).text);
    const rows = isAll ? [] : ['--from', '10', '--rows', '20'];
    const shown = format === 'markdown' ? 'csv' : format;
    const args = ['show', file, '--format', shown, ...rows, ...(raw ? ['--raw'] : [])];
    const { stdout } = await runCli(args);
    return { exported: await readFile(target, 'utf8'), stdout };
  });
}

for (const format of ['csv', 'ndjson', 'json'] as const) {
  test(`${format} from the preview is what show prints`, async () => {
    for (let seed = 1; seed <= scaled(20); seed++) {
      for (const isAll of [true, false]) {
        const { exported, stdout } = await both(randomFile(seed), format, seed % 2 === 0, isAll);
        // A document of `show` has more than its rows: those are the lines between.
        const lines = (text: string) => text.split('\n').slice(1, -1);
        if (format !== 'json') assert.equal(exported, stdout, `seed ${seed}`);
        else {
          const rows = lines(stdout.replace(/\],"rowCount":\d+.*\}\n$/, '\n]\n'));
          assert.deepEqual(lines(exported), rows, `seed ${seed}`);
        }
      }
    }
  });
}

test('Markdown from the preview has the texts of show', async () => {
  const { exported, stdout } = await both(visitsFile(40), 'markdown', false, true);
  const cells = exported.split('\n').map(line => line.slice(2, -2).split(' | '));
  const [head, rule, ...rows] = cells;
  const [names, ...shown] = stdout.replaceAll(/"("")?|""/g, '').split('\n');
  assert.equal(head?.join(','), names);
  assert.deepEqual(rule, ['---', '---', '---', '---', '---']);
  assert.deepEqual(
    rows.map(row => row.join(',').replaceAll('"', '')),
    shown.map(line => line.replaceAll('"', '')),
  );
});

test('a list that was filtered and sorted leaves as it is shown', async () => {
  const { channel, cells } = await previewing(bytesSource(visitsFile(400)));
  const conditions = [{ column: 'country', operator: 'equals', value: 'Chile' }] as const;
  const found = await channel.request('filter', { conditions, raw: false });
  const order = { view: found.view, column: 'seconds', descending: true };
  const { view, rowCount } = await channel.request('sort', order);
  const columns = ['seconds', 'id'];
  const recipe = { view, start: 0, end: rowCount, raw: false, columns, format: 'csv' } as const;
  const { text } = await channel.request('text', recipe);
  const shown = (await cells(0, rowCount, view)).map(([id, , , seconds]) => `${seconds},${id}`);
  assert.equal(text, ['seconds,id', ...shown, ''].join('\n'));
});

test('an export that is cancelled leaves the file that was there, and no half of its own', async () => {
  await withTemporaryFolder(async folder => {
    const target = path.join(folder, 'visits.csv');
    await writeFile(target, 'from yesterday');
    const { channel } = await previewing(bytesSource(visitsFile(20_000)));
    const controller = new AbortController();
    const all = { start: 0, end: Number.MAX_SAFE_INTEGER, raw: false, columns: ['id'] };
    const recipe = { view: 'file', ...all, format: 'csv', target } as const;
    const exporting = channel.request('export', recipe, { signal: controller.signal });
    setImmediate(() => controller.abort());
    await assert.rejects(exporting);
    assert.equal(await readFile(target, 'utf8'), 'from yesterday');
    assert.deepEqual(await readdir(folder), ['visits.csv']);
  });
});
