import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OutputClosed } from '../../../cli/output/outputClosed';
import { runCommand } from '../../../cli/runCommand';
import type { Verb, VerbContext } from '../../../cli/verb';
import { DataSyncError } from '../../../shared/errors';
import { memoryContext } from '../../support/memoryContext';

function verbThat(run: Verb['run']): Verb {
  return {
    name: 'greet',
    summary: 'Says hello',
    usage: '[name] [options]',
    positionals: { min: 0, max: 1 },
    options: [
      { name: 'loud', description: 'Shout' },
      { name: 'times', value: 'N', description: 'How often' },
    ],
    examples: ['greet Ada --loud'],
    run,
  };
}

async function runWith(words: string, run: Verb['run'], overrides: Partial<VerbContext> = {}) {
  const context = memoryContext(overrides);
  const code = await runCommand(words.split(' ').filter(Boolean), [verbThat(run)], context);
  return { code, ...context.text() };
}

const failing = async (): Promise<number> => {
  throw new DataSyncError('storage.not-found', 'no folder "x"\nnor "y"', { path: 'x' });
};

test('the exit code is the verb’s', async () => {
  assert.deepEqual(await runWith('greet', async () => 1), { code: 1, stdout: '', stderr: '' });
});

test('an error is one line with its code', async () => {
  const stderr = 'error storage.not-found: no folder "x" nor "y"\n';
  assert.deepEqual(await runWith('greet', failing), { code: 1, stdout: '', stderr });
});

test('with --json an error is a document on stdout', async () => {
  for (const words of ['greet --json', 'greet --format json', 'greet --format=json']) {
    const { stdout, stderr } = await runWith(words, failing);
    assert.deepEqual(JSON.parse(stdout), {
      error: { code: 'storage.not-found', message: 'no folder "x" nor "y"', path: 'x' },
    });
    assert.equal(stderr, '');
  }
});

test('wrong arguments exit with 2, also as JSON', async () => {
  const text = await runWith('greet --lod', async () => 0);
  assert.equal(text.stderr, 'error cli.usage: greet has no option "--lod"; did you mean --loud?\n');
  assert.equal(text.code, 2);
  const json = await runWith('greet --lod --json', async () => 0);
  assert.equal(json.code, 2);
  assert.match(json.stdout, /^\{"error":\{"code":"cli.usage"/);
});

test('an unknown verb is answered with the nearest', async () => {
  const { code, stderr } = await runWith('great', async () => 0);
  assert.equal(stderr, 'error cli.usage: there is no verb "great"; did you mean greet?\n');
  assert.equal(code, 2);
});

test('help about a verb, and about none', async () => {
  const about = await runWith('help greet', failing);
  assert.match(about.stdout, /^Says hello\n/);
  const all = await runWith('--help', failing);
  assert.match(all.stdout, /\nVerbs:\n {2}greet {2}Says hello\n/);
  const wrong = await runWith('help great', failing);
  assert.deepEqual([wrong.code, wrong.stdout], [2, '']);
  const misspelt = await runWith('--hepl', failing);
  assert.equal(
    misspelt.stderr,
    'error cli.usage: there is no verb "--hepl"; did you mean --help?\n',
  );
});

test('a bug is called a bug and hides its stack until asked', async () => {
  const bug = async (): Promise<number> => {
    throw new TypeError('x is undefined');
  };
  const { stderr } = await runWith('greet', bug);
  assert.equal(
    stderr,
    'error internal: x is undefined (a bug: PENDO_DATA_SYNC_DEBUG=1 shows where)\n',
  );
  const debug = await runWith('greet', bug, { env: { PENDO_DATA_SYNC_DEBUG: '1' } });
  assert.match(debug.stderr, /^error internal: x is undefined\n[^]*runCommand\.test/);
});

test('whatever breaks after Ctrl-C is a cancel', async () => {
  const { code, stderr } = await runWith('greet', failing, { signal: AbortSignal.abort() });
  assert.deepEqual({ code, stderr }, { code: 130, stderr: 'error cli.cancelled: cancelled\n' });
});

test('a reader that goes away ends the verb quietly', async () => {
  const stdout = { write: () => Promise.reject(new OutputClosed()) };
  const run: Verb['run'] = async (_, context) => {
    await context.stdout.write('x');
    return 0;
  };
  assert.deepEqual(await runWith('greet', run, { stdout }), { code: 0, stdout: '', stderr: '' });
});

test('--help of a verb lists its options and examples', async () => {
  const { code, stdout } = await runWith('greet --help', failing);
  assert.equal(code, 0);
  assert.equal(
    stdout,
    [
      'Says hello',
      '',
      'Usage: pendo-data-sync greet [name] [options]',
      '',
      'Options:',
      '  --loud           Shout',
      '  --times N        How often',
      '  --format FORMAT  How the answer is written (default text): text, json',
      '  --json           The same as --format json',
      '  --help           Show this help',
      '',
      'Examples:',
      '  pendo-data-sync greet Ada --loud',
      '',
    ].join('\n'),
  );
  assert.equal((await runWith('help greet', failing)).stdout, stdout);
});

test('without a verb the verbs are listed, which is not success', async () => {
  const { code, stdout } = await runWith('', failing);
  assert.equal(code, 2);
  assert.match(stdout, /^ {2}greet {2}Says hello$/m);
  assert.equal((await runWith('--help', failing)).code, 0);
});
