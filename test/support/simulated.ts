// Simulated destinations in memory, and their files as values read by avsc alone: no reader of ours between.
import { inflateRawSync } from 'node:zlib';
import avsc from 'avsc';

import { exactType } from '../../shared/avro/writeContainer';
import type { SimulationOptions } from '../../shared/simulator/options';
import { Simulation, type SimulationSummary } from '../../shared/simulator/simulation';

/** Files by path, as they lie in a destination. */
export type Files = Map<string, Uint8Array>;

/** One entry of a manifest as the tests look at it. */
export interface EntryJson {
  readonly counter: number;
  readonly exportType: readonly string[] | null;
  readonly finishTime: string;
  readonly rootUrl: string;
  readonly storageSize: number;
  readonly numberOfFiles: number;
  readonly timeDependent?: readonly {
    readonly periodId: string;
    readonly allEvents?: { readonly eventCount: number; readonly files: readonly string[] };
    readonly matchedEvents: readonly {
      readonly eventCount: number;
      readonly files: readonly string[];
      readonly id: string;
      readonly type: string;
    }[];
  }[];
  readonly [key: string]: unknown;
}

export type Row = Readonly<Record<string, unknown>>;

/** A whole simulated destination, or as it looked on a day. */
export async function simulateInMemory(
  options: SimulationOptions,
  day?: string,
): Promise<{ files: Files; summary: SimulationSummary }> {
  const simulation = new Simulation(options);
  const files: Files = new Map();
  await growInMemory(simulation, files, day);
  return { files, summary: simulation.summary };
}

/** Adds what is new up to a day. */
export async function growInMemory(
  simulation: Simulation,
  files: Files,
  day?: string,
): Promise<void> {
  for await (const { path, chunks } of simulation.advanceTo(day)) {
    files.set(path, Buffer.concat([...chunks]));
  }
}

/** Manifests by their folders: `datasync/<subscription>/<application>`. */
export function manifestsOf(files: Files): Map<string, readonly EntryJson[]> {
  const manifests = new Map<string, readonly EntryJson[]>();
  for (const [path, bytes] of files) {
    if (!path.endsWith('/exportmanifest.json')) continue;
    const { exports } = JSON.parse(new TextDecoder().decode(bytes)) as { exports: EntryJson[] };
    manifests.set(path.slice(0, path.lastIndexOf('/')), exports);
  }
  return manifests;
}

/** The rows of some files of an export, in order. */
export function rowsOf(
  files: Files,
  where: { readonly folder: string; readonly entry: EntryJson },
  names: readonly string[],
): Row[] {
  const exportId = where.entry.rootUrl.split('/').at(-1) ?? '';
  return names.flatMap(name => avscRows(files.get(`${where.folder}/${exportId}/${name}`)));
}

/** The rows of a container file of codec null or deflate. */
export function avscRows(bytes: Uint8Array | undefined): Row[] {
  if (!bytes) throw new Error('there is no such file');
  const file = Buffer.from(bytes);
  const container: Decoded<Header> = containerType.decode(file, 0);
  if (!container.value) throw new Error('the header is truncated');
  const { meta, sync } = container.value;
  const type = exactType(JSON.parse(String(meta['avro.schema'])));
  const isDeflated = String(meta['avro.codec']) === 'deflate';
  const rows: Row[] = [];
  for (let offset = container.offset; offset < bytes.length;) {
    const block: Decoded<Block> = blockType.decode(file, offset);
    if (!block.value) throw new Error(`the block at ${offset} is truncated`);
    if (!block.value.sync.equals(sync))
      throw new Error(`sync marker differs before ${block.offset}`);
    const data = isDeflated ? inflateRawSync(block.value.data) : block.value.data;
    let at = 0;
    for (let i = 0; i < block.value.count; i++) {
      const row: Decoded<Row> = type.decode(data, at);
      if (!row.value) throw new Error(`row ${i} of the block at ${offset} is truncated`);
      rows.push(row.value);
      at = row.offset;
    }
    if (at !== data.length) throw new Error(`block has ${data.length - at} bytes after its rows`);
    offset = block.offset;
  }
  return rows;
}

interface Decoded<T> {
  /** undefined where the bytes end too early. */
  readonly value?: T;
  readonly offset: number;
}

interface Header {
  readonly meta: Readonly<Record<string, Buffer>>;
  readonly sync: Buffer;
}

interface Block {
  readonly count: number;
  readonly data: Buffer;
  readonly sync: Buffer;
}

const sync = { type: 'fixed', name: 'Sync', size: 16 } as const;
const containerType = avsc.Type.forSchema({
  type: 'record',
  name: 'Header',
  fields: [
    { name: 'magic', type: { type: 'fixed', name: 'Magic', size: 4 } },
    { name: 'meta', type: { type: 'map', values: 'bytes' } },
    { name: 'sync', type: sync },
  ],
});
const blockType = avsc.Type.forSchema({
  type: 'record',
  name: 'Block',
  fields: [
    { name: 'count', type: 'long' },
    { name: 'data', type: 'bytes' },
    { name: 'sync', type: { ...sync, name: 'BlockSync' } },
  ],
});
