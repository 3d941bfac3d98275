// One measured run in a process of its own: all bytes of objects, and nothing done with them.
// Arguments: the server's port, keys. Prints one line of JSON.
import { openContainer } from '../../shared/avro/container';
import { readFrames } from '../../shared/avro/readFrames';
import { createCloudStore } from '../../shared/storage/cloud/cloudStore';
import { createObjectClient } from '../../test/support/objectServer';
import { peakMemory } from './peakMemory';

async function main([port, ...keys]: readonly string[]): Promise<void> {
  const start = performance.now();
  const store = createCloudStore(createObjectClient(Number(port)));
  let rows = 0;
  for (const key of keys) {
    const container = await openContainer(await store.open(key));
    for await (const { rowCount } of readFrames(container)) rows += rowCount;
  }
  const milliseconds = performance.now() - start;
  console.log(JSON.stringify({ milliseconds, maxRss: peakMemory(), rows }));
}

void main(process.argv.slice(2));
