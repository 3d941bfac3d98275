import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

import { acquireDatabaseLock, acquireReadLock } from '../../../shared/engine/databaseLock';
import { pidSpace, processStartOf, type LockHolder } from '../../../shared/engine/lockHolder';
import { hasCode } from '../../support/hasCode';
import { withTemporaryFolder } from '../../support/temporaryFolder';

const signal = new AbortController().signal;

/** A lock file as another process would have left it. */
async function leaveLock(folder: string, changes: Partial<LockHolder>, age = 0): Promise<void> {
  const holder: LockHolder = {
    host: os.hostname(),
    pidSpace: await pidSpace(),
    pid: process.pid,
    processStart: await processStartOf(process.pid),
    token: 'left-behind',
    purpose: 'sync /exports',
    since: '2026-01-01T00:00:00.000Z',
    ...changes,
  };
  const file = path.join(folder, '.pds-lock');
  fs.writeFileSync(file, JSON.stringify(holder));
  const then = new Date(Date.now() - age);
  fs.utimesSync(file, then, then);
}

function deadPid(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

test('a second writer is told who holds the folder, since when and for what', async () => {
  await withTemporaryFolder(async folder => {
    const lock = await acquireDatabaseLock(folder, 'sync /exports', signal);
    await assert.rejects(
      acquireDatabaseLock(folder, 'sync /other', signal),
      hasCode(
        'engine.locked',
        new RegExp(
          `"sync /exports" \\(process ${process.pid} on ${os.hostname()}, since 20\\d\\d-`,
        ),
      ),
    );
    await lock.release();
    assert.deepEqual(fs.readdirSync(folder), []);
  });
});

test('a folder that is not there is made, and goes again if nothing was put there', async () => {
  await withTemporaryFolder(async folder => {
    const inner = path.join(folder, 'a b/ü');
    const unused = await acquireDatabaseLock(inner, 'sync', signal);
    assert.ok(fs.existsSync(inner));
    await unused.release();
    assert.deepEqual(fs.readdirSync(folder), []);
    const used = await acquireDatabaseLock(inner, 'sync', signal);
    fs.writeFileSync(path.join(folder, 'a b/note'), '');
    await used.release();
    assert.deepEqual(fs.readdirSync(path.join(folder, 'a b')), ['note']);
    const own = await acquireDatabaseLock(folder, 'sync', signal);
    await own.release();
    assert.ok(fs.existsSync(folder));
  });
});

for (const [what, changes, age] of [
  ['a dead process', { pid: deadPid() }, 0],
  ['a process whose pid another one got', { processStart: 'boot:1' }, 0],
  ['another host without a heartbeat for 61 s', { host: 'elsewhere' }, 61_000],
] as const) {
  test(`the lock of ${what} is taken over`, async () => {
    await withTemporaryFolder(async folder => {
      await leaveLock(folder, changes, age);
      const lock = await acquireDatabaseLock(folder, 'sync', signal);
      await lock.release();
      assert.deepEqual(fs.readdirSync(folder), []);
    });
  });
}

for (const [what, changes, age] of [
  ['a living process', {}, 3_600_000],
  ['another host with a heartbeat 50 s ago', { host: 'elsewhere', pid: deadPid() }, 50_000],
  ['another container that shares the host name', { pidSpace: 'pid:[1]', pid: deadPid() }, 50_000],
] as const) {
  test(`the lock of ${what} holds`, async () => {
    await withTemporaryFolder(async folder => {
      await leaveLock(folder, changes, age);
      await assert.rejects(acquireDatabaseLock(folder, 'sync', signal), hasCode('engine.locked'));
      assert.deepEqual(fs.readdirSync(folder), ['.pds-lock']);
    });
  });
}

test('of many that find a dead lock at once, one gets it', async () => {
  await withTemporaryFolder(async folder => {
    await leaveLock(folder, { pid: deadPid() });
    const attempts = await Promise.allSettled(
      Array.from({ length: 20 }, () => acquireDatabaseLock(folder, 'sync', signal)),
    );
    const won = attempts.filter(attempt => attempt.status === 'fulfilled');
    assert.equal(won.length, 1);
    await won[0]?.value.release();
    assert.deepEqual(fs.readdirSync(folder), []);
  });
});

test('a take-over that died half way is taken over itself', async () => {
  await withTemporaryFolder(async folder => {
    await leaveLock(folder, { pid: deadPid() });
    const left = fs.readFileSync(path.join(folder, '.pds-lock'), 'utf8');
    const second = left.replace('left-behind', 'second');
    fs.writeFileSync(path.join(folder, '.pds-lock.left-behind'), second);
    const lock = await acquireDatabaseLock(folder, 'sync', signal);
    await lock.release();
    assert.deepEqual(fs.readdirSync(folder), []);
  });
});

test('a lock that somebody took over is not released by its first owner', async () => {
  await withTemporaryFolder(async folder => {
    const lock = await acquireDatabaseLock(folder, 'sync', signal);
    fs.unlinkSync(path.join(folder, '.pds-lock'));
    await leaveLock(folder, {});
    await lock.release();
    assert.deepEqual(fs.readdirSync(folder), ['.pds-lock']);
  });
});

test('readers share the folder; a reader waits for the writer to end', async () => {
  await withTemporaryFolder(async folder => {
    const readers = [
      await acquireReadLock(folder, 'query', signal),
      await acquireReadLock(folder, 'query', signal),
    ];
    const writing = acquireDatabaseLock(folder, 'sync', signal);
    for (const reader of readers) await reader.release();
    const writer = await writing;
    const reading = acquireReadLock(folder, 'query', signal);
    await writer.release();
    await (await reading).release();
    assert.deepEqual(fs.readdirSync(folder), []);
  });
});

test('a reader that died does not hold a writer up', async () => {
  await withTemporaryFolder(async folder => {
    await leaveLock(folder, { pid: deadPid() });
    fs.renameSync(path.join(folder, '.pds-lock'), path.join(folder, '.pds-reader-dead'));
    const writer = await acquireDatabaseLock(folder, 'sync', signal);
    await writer.release();
    assert.deepEqual(fs.readdirSync(folder), []);
  });
});

test('waiting for a writer ends when it is cancelled', async () => {
  await withTemporaryFolder(async folder => {
    const writer = await acquireDatabaseLock(folder, 'sync', signal);
    const controller = new AbortController();
    const reading = acquireReadLock(folder, 'query', controller.signal);
    controller.abort();
    await assert.rejects(reading, { name: 'AbortError' });
    await writer.release();
    assert.deepEqual(fs.readdirSync(folder), []);
  });
});

test('another process that is killed leaves a lock that is taken over', async () => {
  await withTemporaryFolder(async folder => {
    const module = path.join(__dirname, '../../../shared/engine/databaseLock.js');
    const script = `require(${JSON.stringify(module)}).acquireDatabaseLock(${JSON.stringify(folder)}, 'sync by a child').then(() => process.stdout.write('locked'))
      setInterval(() => undefined, 1000)`;
    const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise(resolve => child.stdout.once('data', resolve));
    await assert.rejects(
      acquireDatabaseLock(folder, 'sync', signal),
      hasCode('engine.locked', /"sync by a child"/),
    );
    const ended = new Promise(resolve => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    const lock = await acquireDatabaseLock(folder, 'sync', signal);
    await lock.release();
  });
});

test('an owner that is dead and only not yet buried holds nothing', async () => {
  // Where there is no /proc nothing tells.
  if (!fs.existsSync('/proc/self/stat')) return;
  await withTemporaryFolder(async folder => {
    // The shell becomes a program that never asks for its child; before that it would bury it.
    const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const pid = Number(await new Promise(resolve => parent.stdout.once('data', resolve)));
    const statOf = (process: unknown) => fs.readFileSync(`/proc/${String(process)}/stat`, 'utf8');
    while (!statOf(parent.pid).includes('(sleep)')) await delay(10);
    process.kill(pid, 'SIGKILL');
    while (!statOf(pid).includes(') Z')) await delay(10);
    await leaveLock(folder, { pid, processStart: await processStartOf(pid) });
    const lock = await acquireDatabaseLock(folder, 'sync', signal);
    await lock.release();
    parent.kill('SIGKILL');
  });
});
