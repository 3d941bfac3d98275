import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { MessageChannel, type MessagePort } from 'node:worker_threads';

import { DataSyncError } from '../../../shared/errors';
import {
  createChannel,
  serveChannel,
  type Channel,
  type Handlers,
  type MessagePipe,
} from '../../../shared/protocol/channel';
import { hasCode } from '../../support/hasCode';

type Requests = {
  double: { params: number; result: number };
  count: { params: number; result: string; progress: number };
  wait: { params: undefined; result: string };
  fail: { params: unknown; result: undefined };
};

/** Both sides over a real message port, with structured clones between them. */
async function withChannel(
  body: (channel: Channel<Requests>) => Promise<void>,
  changes: Partial<Handlers<Requests>> = {},
): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  serveChannel<Requests>(pipeOf(port2), { ...handlers, ...changes });
  try {
    await body(createChannel<Requests>(pipeOf(port1)));
  } finally {
    port1.close();
  }
}

const handlers: Handlers<Requests> = {
  double: async value => value * 2,
  count: async (end, context) => {
    for (let value = 0; value < end; value++) context.progress(value);
    return 'counted';
  },
  wait: (_, { signal }) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(new DataSyncError('sync.cancelled', 'told')));
    }),
  fail: async () => {
    throw new DataSyncError('engine.sql', 'no such table', { table: 't' });
  },
};

function pipeOf(port: MessagePort): MessagePipe {
  return {
    post: message => port.postMessage(message),
    listen: onMessage => port.on('message', onMessage),
  };
}

test('answers find their questions', async () => {
  await withChannel(async channel => {
    const answers = [1, 2, 3].map(value => channel.request('double', value));
    assert.deepEqual(await Promise.all(answers), [2, 4, 6]);
  });
});

test('an error crosses with code, message and data', async () => {
  await withChannel(async channel => {
    await assert.rejects(channel.request('fail', undefined), (error: unknown) => {
      assert.deepEqual((error as DataSyncError).data, { table: 't' });
      return hasCode('engine.sql', /^no such table$/)(error);
    });
  });
});

test('an error whose data cannot cross still arrives', async () => {
  const fail = () =>
    Promise.reject(new DataSyncError('engine.io', 'broken', { why: () => undefined }));
  await withChannel(
    async channel => {
      await assert.rejects(channel.request('fail', 1), hasCode('engine.io', /^broken$/));
    },
    { fail },
  );
});

test('a question that cannot cross is the asker’s error', async () => {
  await withChannel(async channel => {
    await assert.rejects(
      channel.request('fail', () => undefined),
      { name: 'DataCloneError' },
    );
  });
});

test('progress comes in order and all of it before the result, however slow its taker', async () => {
  await withChannel(async channel => {
    const seen: (number | string)[] = [];
    const onProgress = async (value: number) => {
      await turn();
      seen.push(value);
    };
    seen.push(await channel.request('count', 5, { onProgress }));
    assert.deepEqual(seen, [0, 1, 2, 3, 4, 'counted']);
  });
});

test('a handler that waits until it has drained is never more than a few messages ahead', async () => {
  let sent = 0;
  let ahead = 0;
  let taken = 0;
  const count: Handlers<Requests>['count'] = async (end, context) => {
    for (; sent < end; sent++) {
      context.progress(sent);
      await context.drained();
    }
    return 'counted';
  };
  await withChannel(
    async channel => {
      const onProgress = async () => {
        await turn();
        taken++;
        ahead = Math.max(ahead, sent - taken);
      };
      await channel.request('count', 100, { onProgress });
      assert.equal(taken, 100);
      assert.ok(ahead <= 5, `${ahead} ahead`);
    },
    { count },
  );
});

test('a taker that fails cancels the request and is what it rejects with', async () => {
  let cancelled = false;
  const count: Handlers<Requests>['count'] = async (_, context) => {
    context.progress(1);
    await new Promise<void>(resolve => context.signal.addEventListener('abort', () => resolve()));
    cancelled = true;
    return 'counted';
  };
  await withChannel(
    async channel => {
      const onProgress = () => {
        throw new Error('the reader has gone');
      };
      await assert.rejects(channel.request('count', 1, { onProgress }), /the reader has gone/);
      await turn();
      await turn();
      assert.ok(cancelled);
    },
    { count },
  );
});

test('cancel reaches the handler, also one that waits to be drained', async () => {
  const count: Handlers<Requests>['count'] = async (_, context) => {
    for (;;) {
      context.progress(1);
      await context.drained();
      context.signal.throwIfAborted();
    }
  };
  await withChannel(
    async channel => {
      const controller = new AbortController();
      const onProgress = () => new Promise<void>(() => controller.abort());
      const { signal } = controller;
      const request = channel.request('count', 1, { signal, onProgress });
      const told = assert.rejects(
        channel.request('wait', undefined, { signal }),
        hasCode('sync.cancelled', /told/),
      );
      await told;
      void request.catch(() => undefined);
    },
    { count },
  );
});

test('a request that was cancelled before it began is not sent', async () => {
  await withChannel(async channel => {
    const signal = AbortSignal.abort(new DataSyncError('cli.cancelled', 'cancelled'));
    await assert.rejects(channel.request('double', 1, { signal }), hasCode('cli.cancelled'));
  });
});

test('closing rejects what is open and what comes later', async () => {
  await withChannel(async channel => {
    const open = channel.request('wait', undefined);
    channel.close(new DataSyncError('internal', 'the other side is gone'));
    await assert.rejects(open, hasCode('internal', /gone/));
    await assert.rejects(channel.request('double', 1), hasCode('internal', /gone/));
  });
});

test('a cancel is seen by who does not come to look at messages, where both share memory', async () => {
  const { port1, port2 } = new MessageChannel();
  const cancelled = new Int32Array(new SharedArrayBuffer(64));
  const controller = new AbortController();
  let seen: readonly boolean[] = [];
  const looking: Partial<Handlers<Requests>> = {
    double: async (value, context) => {
      // No message comes in between: it is all one turn.
      const before = context.isCancelled();
      controller.abort();
      seen = [before, context.isCancelled(), context.signal.aborted];
      return value;
    },
  };
  serveChannel<Requests>({ ...pipeOf(port2), cancelled }, { ...handlers, ...looking });
  try {
    const channel = createChannel<Requests>({ ...pipeOf(port1), cancelled });
    await channel.request('double', 1, controller);
    assert.deepEqual(seen, [false, true, false]);
  } finally {
    port1.close();
  }
});
