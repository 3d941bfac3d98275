import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import type { FileSystem } from '../../../shared/engine/sqlJs/fileSystem';
import { nodeFileSystem } from '../../../shared/engine/sqlJs/nodeFileSystem';
import { writeBehind } from '../../../shared/engine/sqlJs/writeBehind';
import { SeededRandom } from '../../../shared/util/seededRandom';
import { scaled } from '../../support/randomScale';
import { withTemporaryFolder } from '../../support/temporaryFolder';

const forWriting = { write: true, create: true, exclusive: false };

test('random writes, reads and cuts leave the file that writing at once leaves', async () => {
  await withTemporaryFolder(async folder => {
    const files = writeBehind(nodeFileSystem, { afterBytes: 0 });
    const random = new SeededRandom(1);
    const [behind, plain] = ['behind', 'plain'].map(name => path.join(folder, name));
    assert.ok(behind && plain);
    const pair = [
      { system: files, handle: files.open(behind, forWriting) },
      { system: nodeFileSystem, handle: nodeFileSystem.open(plain, forWriting) },
    ];
    for (let step = scaled(20_000); step > 0; step--) {
      const change = changeOf(random);
      const [first, second] = pair.map(({ system, handle }) => change(system, handle));
      assert.deepEqual(first, second);
    }
    for (const { system, handle } of pair) system.close(handle);
    assert.ok(fs.readFileSync(behind).equals(fs.readFileSync(plain)));
  });
});

test('a write that fails in the other thread fails the next sync with its code, once', async () => {
  await withTemporaryFolder(async folder => {
    const file = path.join(folder, 'a');
    fs.writeFileSync(file, 'old');
    const files = writeBehind(nodeFileSystem, { afterBytes: 0 });
    const readOnly = files.open(file, { ...forWriting, write: false, create: false });
    files.write(readOnly, Buffer.from('new'), 0);
    assert.throws(
      () => files.sync(readOnly),
      (error: NodeJS.ErrnoException) => error.code === 'EBADF',
    );
    files.close(readOnly);
    const handle = files.open(file, forWriting);
    files.write(handle, Buffer.from('new'), 0);
    files.sync(handle);
    files.close(handle);
    assert.equal(fs.readFileSync(file, 'utf8'), 'new');
  });
});

/** One operation; what it returns is the same for both systems. */
function changeOf(random: SeededRandom): (system: FileSystem, handle: number) => unknown {
  const position = random.below(1 << 20);
  const length = random.pick([1, 100, 16384, 16384, 16384, 40000]);
  const byte = random.below(256);
  switch (random.below(12)) {
    case 0:
      return (system, handle) => {
        const bytes = new Uint8Array(length);
        return [system.read(handle, bytes, position), Buffer.from(bytes).toString('base64')];
      };
    case 1:
      return (system, handle) => system.size(handle);
    case 2:
      return random.chance(0.1)
        ? (system, handle) => system.truncate(handle, position)
        : (system, handle) => system.sync(handle);
    default: {
      // Pages that follow each other are what is written most.
      const start = Math.floor(position / 16384) * 16384;
      return (system, handle) => {
        for (let page = 0; page < 3; page++) {
          system.write(handle, new Uint8Array(length).fill(byte), start + page * length);
        }
      };
    }
  }
}
