import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { test } from 'node:test';
import { OutputClosed } from '../../../../cli/output/outputClosed';
import { streamOutput } from '../../../../cli/output/streamOutput';
import { hasCode } from '../../../support/hasCode';

/** A stream whose every write fails with this code of the system. */
function failing(code: string) {
  const error = Object.assign(new Error(`${code}: no`), { code });
  return streamOutput(new Writable({ write: (_chunk, _encoding, done) => done(error) }));
}

test('a reader that has left, or a terminal that is gone, is no failure', async () => {
  for (const code of ['EPIPE', 'EIO']) {
    const output = failing(code);
    await assert.rejects(output.write('a'), OutputClosed, code);
    await assert.rejects(output.write('b'), OutputClosed, code);
  }
});

test('an answer that a full disk cuts short says so', async () => {
  const output = failing('ENOSPC');
  const says = hasCode('cli.output-failed', /^the answer cannot be written: ENOSPC: no; /);
  await assert.rejects(output.write('a'), says);
  await assert.rejects(output.write('b'), says);
});

test('between two writes the event loop turns, so that a cancellation is heard', async () => {
  const output = streamOutput(new Writable({ write: (_chunk, _encoding, done) => done() }));
  let hasTurned = false;
  setImmediate(() => (hasTurned = true));
  await output.write('a');
  assert.ok(hasTurned);
});
