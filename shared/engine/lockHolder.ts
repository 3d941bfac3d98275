import { randomUUID } from 'node:crypto';
import { readFile, readlink } from 'node:fs/promises';
import os from 'node:os';

import { isRecord } from '../util/isRecord';
import { tryParseJson } from '../util/tryParseJson';
import { errnoOf } from './errno';

/** Who holds a lock, as the lock file says it. */
export interface LockHolder {
  readonly host: string;
  /** Where its pid counts: containers may share a host name and see nothing of each other's processes; null where there are no such spaces. */
  readonly pidSpace: string | null;
  readonly pid: number;
  /** When the process started, in the system's own words; null where the system does not say. Tells a reused pid apart. */
  readonly processStart: string | null;
  /** Random: no two locks share it. */
  readonly token: string;
  /** What it is held for: `sync /exports`. */
  readonly purpose: string;
  /** ISO time. */
  readonly since: string;
}

/** How long the lock of another host outlives its last heartbeat. */
const foreignLifetime = 60_000;

/** This process, as the holder of a lock. */
export async function createHolder(purpose: string): Promise<LockHolder> {
  return {
    host: os.hostname(),
    pidSpace: await pidSpace(),
    pid: process.pid,
    processStart: await processStartOf(process.pid),
    token: randomUUID(),
    purpose,
    since: new Date().toISOString(),
  };
}

/** What a lock file says; undefined when it is no lock of ours, or was not written to its end. */
export function readHolder(text: string): LockHolder | undefined {
  const found = tryParseJson(text);
  if (!isRecord(found)) return undefined;
  const { host, pidSpace, pid, processStart, token, purpose, since } = found;
  if (typeof host !== 'string' || typeof pid !== 'number' || typeof token !== 'string') return;
  if (typeof purpose !== 'string' || typeof since !== 'string') return undefined;
  return {
    host,
    pidSpace: typeof pidSpace === 'string' ? pidSpace : null,
    pid,
    processStart: typeof processStart === 'string' ? processStart : null,
    token,
    purpose,
    since,
  };
}

/** `sync /exports` by process 12 on host a since 2026-01-01T00:00:00.000Z. */
export function describeHolder({ purpose, pid, host, since }: LockHolder): string {
  return `"${purpose}" (process ${pid} on ${host}, since ${since})`;
}

/** Whether the lock outlived its owner. `heartbeat` is the last sign of life, in milliseconds. */
export async function isAbandoned(holder: LockHolder, heartbeat: number): Promise<boolean> {
  // Pids of another host or container mean nothing here, so its heartbeat has to do.
  const isNear = holder.host === os.hostname() && holder.pidSpace === (await pidSpace());
  if (!isNear) return Date.now() - heartbeat > foreignLifetime;
  if (!isRunning(holder.pid) || (await isZombie(holder.pid))) return true;
  const start = await processStartOf(holder.pid);
  return start !== null && holder.processStart !== null && start !== holder.processStart;
}

/** Names the space that this process's pid counts in; null where the system has no such spaces. */
export async function pidSpace(): Promise<string | null> {
  try {
    return await readlink('/proc/self/ns/pid');
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return null;
  }
}

/** When a process started: the boot and the clock ticks since; null where there is no /proc. */
export async function processStartOf(pid: number): Promise<string | null> {
  const boot = await readProc('sys/kernel/random/boot_id');
  const ticks = (await readStat(pid))?.[19];
  return boot === undefined || ticks === undefined ? null : `${boot.trim()}:${ticks}`;
}

/** Whether the process is dead and only waits for its parent to hear of it; not known where there is no /proc. */
async function isZombie(pid: number): Promise<boolean> {
  const state = (await readStat(pid))?.[0];
  return state === 'Z' || state === 'X';
}

/** Fields 3 and following of a process's state: the second is the program's name in parentheses and may hold spaces. */
async function readStat(pid: number): Promise<readonly string[] | undefined> {
  const stat = await readProc(`${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
}

async function readProc(name: string): Promise<string | undefined> {
  try {
    return await readFile(`/proc/${name}`, 'utf8');
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as another user.
    return errnoOf(error) === 'EPERM';
  }
}
