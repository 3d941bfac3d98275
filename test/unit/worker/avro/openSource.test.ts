import assert from 'node:assert/strict';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';

import { createStores } from '../../../../shared/storage/createStores';
import { openSource } from '../../../../shared/worker/avro/openSource';
import { hasCode } from '../../../support/hasCode';
import { withTemporaryFolder } from '../../../support/temporaryFolder';

test('a file is opened wherever a link to it leads; one that is not there is told by its path', async () => {
  await withTemporaryFolder(async folder => {
    const link = path.join(folder, 'here/link.avro');
    await mkdir(path.dirname(link));
    await writeFile(path.join(folder, 'there.avro'), 'bytes');
    await symlink(path.join(folder, 'there.avro'), link);
    const source = await openSource(createStores(), { kind: 'file', path: link });
    await source.close?.();
    assert.equal(source.size, 5);
    const gone = path.join(folder, 'gone.avro');
    await assert.rejects(
      openSource(createStores(), { kind: 'file', path: gone }),
      hasCode('storage.not-found'),
    );
  });
});
