// A program: Ceph on one machine (a monitor, a store for objects in a sparse file, the gateway that speaks S3) in the
// folder that is named to it. It tells the gateway's port, and ends, with all that it has started and written, when
// its standard input does: so when the test that started it has ended, however that came to its end.
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

const folder = process.argv[2] ?? '';
const configuration = path.join(folder, 'ceph.conf');
const daemons: ChildProcess[] = [];

process.stdin.on('end', end).resume();
start().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
  end();
});

async function start(): Promise<void> {
  for (const name of ['mon', 'osd', 'rgw', 'run']) {
    mkdirSync(path.join(folder, name), { recursive: true });
  }
  const [monitorPort = 0, gatewayPort = 0] = await freePorts(2);
  const id = randomUUID();
  writeFileSync(configuration, describeNode(id, monitorPort, gatewayPort));
  await startMonitor(id, monitorPort);
  await startObjects();
  // It asks monitors for no configuration: where nobody is authenticated, that fails.
  startDaemon('rgw', 'radosgw', ['-n', 'client.rgw.one', '--no-mon-config', '--foreground']);
  await untilAnswered(gatewayPort);
  console.log(`serves S3 on port ${gatewayPort}`);
}

/** The configuration: one copy of everything, nobody is asked who he is but by the gateway. */
function describeNode(id: string, monitorPort: number, gatewayPort: number): string {
  return `
[global]
fsid = ${id}
mon initial members = a
mon host = [v2:127.0.0.1:${monitorPort}]
public addr = 127.0.0.1
cluster addr = 127.0.0.1
auth cluster required = none
auth service required = none
auth client required = none
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon allow pool size one = true
mon max pg per osd = 1000
paxos propose interval = 0.02
paxos min wait = 0.01
mon data avail crit = 1
mon data avail warn = 1
log file = ${folder}/run/$name.log
run dir = ${folder}/run
admin socket =
pid file =
[mon.a]
mon data = ${folder}/mon
[osd.0]
osd data = ${folder}/osd
osd objectstore = bluestore
bluestore block size = 8589934592
bluestore block create = true
osd memory target = 939524096
[client.rgw.one]
rgw data = ${folder}/rgw
rgw frontends = beast endpoint=127.0.0.1:${gatewayPort}
rgw s3 auth use sts = true
rgw s3 auth order = local, sts
rgw sts key = sixteen letters.
ms mon client mode = crc
ms mon cluster mode = crc
ms mon service mode = crc
`;
}

async function startMonitor(id: string, port: number): Promise<void> {
  const [map, keyring] = [path.join(folder, 'monmap'), path.join(folder, 'keyring')];
  const address = `[v2:127.0.0.1:${port}]`;
  await run('monmaptool', ['--create', '--addv', 'a', address, '--fsid', id, map]);
  const all = ['--gen-key', '-n', 'mon.', '--cap', 'mon', 'allow *'];
  await run('ceph-authtool', ['--create-keyring', keyring, ...all]);
  const made = ['--mkfs', '--monmap', map, '--keyring', keyring];
  await run('ceph-mon', ['-i', 'a', '-c', configuration, ...made]);
  startDaemon('mon', 'ceph-mon', ['-i', 'a', '-f']);
}

async function startObjects(): Promise<void> {
  const id = randomUUID();
  await run('ceph', ['-c', configuration, '--connect-timeout', '60', 'osd', 'new', id]);
  await run('ceph-osd', ['-i', '0', '-c', configuration, '--mkfs', '--osd-uuid', id]);
  startDaemon('osd', 'ceph-osd', ['-i', '0', '-f']);
}

function startDaemon(name: string, program: string, args: readonly string[]): void {
  const said = openSync(path.join(folder, 'run', `${name}.out`), 'w');
  const daemon = spawn(program, ['-c', configuration, ...args], { stdio: ['ignore', said, said] });
  closeSync(said);
  daemon.on('error', error => console.error(error));
  daemon.on('exit', code => console.error(`${program} has ended with ${code}`));
  daemons.push(daemon);
}

async function untilAnswered(port: number): Promise<void> {
  for (;;) {
    const status = await fetch(`http://127.0.0.1:${port}/`).then(
      ({ status: each }) => each,
      () => 0,
    );
    if (status === 200) return;
    await sleep(100);
  }
}

/** Ports that nobody listens on, for programs that must be told one. */
async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map(server => once(server, 'listening')));
  const ports = servers.map(server => (server.address() as AddressInfo).port);
  await Promise.all(servers.map(server => once(server.close(), 'close')));
  return ports;
}

function end(): void {
  for (const daemon of daemons) daemon.removeAllListeners('exit').kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  process.exit();
}
