import assert from 'node:assert/strict';
import { test } from 'node:test';

import { countRows } from '../../../shared/avro/walkBlocks';
import { bytesSource } from '../../../shared/avro/byteSource';
import { codecNames, codecNamed } from '../../../shared/avro/codecs';
import { openContainer } from '../../../shared/avro/container';
import { toJsonText } from '../../../shared/avro/formatValue';
import { readRecords } from '../../../shared/avro/readRecords';
import { isLost, salvageBlocks } from '../../../shared/avro/salvage';
import { ContainerWriter } from '../../../shared/avro/writeContainer';
import { DataSyncError } from '../../../shared/errors';
import { SeededRandom } from '../../../shared/util/seededRandom';
import { randomSchema } from '../../support/avroRandom';
import { scaled } from '../../support/randomScale';

const rounds = scaled(1500);

for (const name of codecNames) {
  test(`${name}: ${rounds} damaged files end in rows or in an error of ours that names the file`, async () => {
    for (let seed = 1; seed <= rounds; seed++) {
      const random = new SeededRandom(seed);
      const bytes = damagedFile(random, name);
      try {
        await readEverything(bytes);
      } catch (error) {
        assertOurs(error, `seed ${seed}`);
      }
      try {
        await salvageEverything(bytes);
      } catch (error) {
        assertOurs(error, `seed ${seed}, salvage`);
      }
    }
  });
}

function assertOurs(error: unknown, where: string): void {
  assert.ok(error instanceof DataSyncError, `${where}: ${String(error)}`);
  assert.match(error.code, /^avro\./, where);
  assert.match(error.message, /^memory\.avro[:,] /, where);
}

function damagedFile(random: SeededRandom, name: string): Uint8Array {
  const codec = codecNamed(name);
  assert.ok(codec);
  const { schema, type, value } = randomSchema(random, random.chance(0.2));
  const writer = new ContainerWriter({
    schema,
    codec: codec.name,
    blockBytes: random.pick([1, 200]),
  });
  for (let row = random.below(6); row > 0; row--) writer.appendEncoded(type.toBuffer(value()));
  const bytes = Uint8Array.from(writer.finish());
  // Most of a small file is its header; what lies behind it is to be hit as often.
  const from = random.chance(0.5) ? bytes.lastIndexOf(0x7d) : 0;
  for (let flips = random.below(4); flips > 0; flips--) {
    const hit = random.between(from, bytes.length);
    bytes[hit] = random.chance(0.5)
      ? random.below(256)
      : (bytes[hit] ?? 0) ^ (1 << random.below(8));
  }
  return random.chance(0.3) ? bytes.subarray(0, random.below(bytes.length)) : bytes;
}

async function readEverything(bytes: Uint8Array): Promise<void> {
  const container = await openContainer(bytesSource(bytes));
  const counted = await countRows(container);
  let rows = 0;
  for await (const batch of readRecords(container, { branches: true, count: 5000 })) {
    rows += batch.rows.length;
    for (const row of batch.rows) toJsonText(row, container.type);
  }
  assert.equal(rows, Math.min(counted, 5000));
}

async function salvageEverything(bytes: Uint8Array): Promise<void> {
  const container = await openContainer(bytesSource(bytes));
  if (container.type.kind === 'null') return;
  let end = container.dataStart;
  for await (const part of salvageBlocks(container)) {
    const start = isLost(part) ? part.start : part.offset;
    assert.ok(start >= end, 'parts follow each other');
    end = isLost(part) ? part.end : start + 1;
  }
}
