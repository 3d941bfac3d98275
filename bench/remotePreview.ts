// A look at 1 GB in a bucket that is 50 ms away: from opening the object to its first rows, and to those after a jump.
// The bytes are asserted in test/integration/cloudReading.test.ts; here is the time.
import { createCloudStore } from '../shared/storage/cloud/cloudStore';
import { withFaultProxy } from '../test/support/faultProxy';
import { createObjectClient, withObjectServer } from '../test/support/objectServer';
import { previewing } from '../test/support/previewing';
import { repeatedAvro, RepeatedSource } from '../test/support/repeatedAvro';
import { benchRows, benchSchema } from './support/benchEvents';
import { judgeFigure } from './support/judge';

const bytes = 1e9;
const delay = 50;
const rounds = 7;
/** Rows of a block, unpacked some 64 KB, as Avro's writers make them, or 1 MB. */
const blockRows = [120, 2000];

async function main(): Promise<void> {
  for (const rows of blockRows) {
    const first: number[] = [];
    const jump: number[] = [];
    for (let round = 0; round < rounds; round++) await look(rows, { first, jump });
    judgeFigure(`first rows, blocks of ${rows}, ms`, first, 1500);
    judgeFigure(`jump to 73 %, blocks of ${rows}, ms`, jump, 500);
  }
}

async function look(rows: number, times: { first: number[]; jump: number[] }): Promise<void> {
  const schema = { schema: benchSchema, codec: 'deflate' } as const;
  const block = repeatedAvro(schema, benchRows(rows), 1);
  const file = new RepeatedSource({ ...block, times: Math.ceil(bytes / block.block.length) });
  await withObjectServer(async server => {
    server.put('one.avro', { size: file.size, read: (start, end) => file.bytes(start, end) });
    await withFaultProxy(server.port, async proxy => {
      proxy.delay = delay;
      const store = createCloudStore(createObjectClient(proxy.port));
      const begun = performance.now();
      const { opened, cells } = await previewing(await store.open('one.avro'));
      await cells(0, 60);
      times.first.push(performance.now() - begun);
      const jumped = performance.now();
      const start = Math.floor(opened.state.estimate * 0.73);
      await cells(start, start + 60);
      times.jump.push(performance.now() - jumped);
    });
  });
}

void main();
