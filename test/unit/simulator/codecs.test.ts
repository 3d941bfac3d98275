import assert from 'node:assert/strict';
import { test } from 'node:test';

import { bytesSource } from '../../../shared/avro/byteSource';
import { codecNamed, codecNames } from '../../../shared/avro/codecs';
import { openContainer } from '../../../shared/avro/container';
import { readBlocks } from '../../../shared/avro/readBlocks';
import type { SimulationOptions } from '../../../shared/simulator/options';
import { simulateInMemory, type Files } from '../../support/simulated';

const small: SimulationOptions = { days: 1, historyDays: 1, rows: 8, matchables: 3 };

/** The unpacked rows of each Avro file, by path. */
async function rowsOf(files: Files, codec: string): Promise<Map<string, string>> {
  const rows = new Map<string, string>();
  for (const [path, bytes] of files) {
    if (!path.endsWith('.avro')) continue;
    const container = await openContainer(bytesSource(bytes, path));
    assert.equal(container.codec, codec, path);
    const blocks: string[] = [];
    for await (const block of readBlocks(container))
      blocks.push(Buffer.from(block.bytes).toString('hex'));
    rows.set(path, blocks.join());
  }
  return rows;
}

for (const name of codecNames) {
  test(`a destination in codec ${name} holds the same rows as one in deflate`, async () => {
    const codec = codecNamed(name)?.name;
    assert.ok(codec);
    const packed = await simulateInMemory({ ...small, codec });
    const deflated = await simulateInMemory(small);
    const expected = await rowsOf(deflated.files, 'deflate');
    assert.ok(expected.size > 10);
    assert.deepEqual(await rowsOf(packed.files, name), expected);
  });
}
