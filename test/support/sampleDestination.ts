// A small simulated destination on disk, made by the command line itself.
import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before } from 'node:test';
import { runCli } from './runCli';

/** Ids that the simulator gives with its default seed. */
export const sampleSubscription = '9007199254740993';
export const sampleApplication = '-323232';

/** A sample destination, and the folder it lies in, for all tests of a file; `prepare` runs before them too. */
export function sampleForAllTests(
  prepare?: () => Promise<void>,
  days?: number,
): {
  readonly folder: string;
  readonly destination: string;
} {
  const folder = mkdtempSync(path.join(tmpdir(), 'pds-'));
  before(async () => {
    await makeSampleDestination(folder, days);
    await prepare?.();
  });
  after(() => rm(folder, { recursive: true, force: true }));
  return { folder, destination: destinationIn(folder) };
}

/** The same, loaded into the database folder `<folder>/db`. */
export function loadedSampleForAllTests(): {
  readonly folder: string;
  readonly destination: string;
  readonly database: string;
} {
  const { folder, destination } = sampleForAllTests(async () => {
    const { code, stderr } = await runCli(['sync', destination, '--db', database]);
    assert.equal(code, 0, stderr);
  });
  const database = path.join(folder, 'db');
  return { folder, destination, database };
}

/** Makes a destination of a few days and two applications in `<folder>/exports`; resolves with that path. */
export async function makeSampleDestination(folder: string, days = 5): Promise<string> {
  const destination = destinationIn(folder);
  const options = ['--days', String(days), '--rows', '40', '--matchables', '6'];
  const { code, stderr } = await runCli(['simulate', destination, ...options]);
  assert.equal(code, 0, stderr);
  return destination;
}

function destinationIn(folder: string): string {
  return path.join(folder, 'exports');
}

/** The folder of one application's manifest. */
export function applicationFolder(destination: string, application = sampleApplication): string {
  return path.join(destination, 'datasync', sampleSubscription, application);
}

/** The newest export that brings all events, and the first file of them. */
export async function newestAllEvents(
  destination: string,
): Promise<{ readonly counter: number; readonly file: string }> {
  const folder = applicationFolder(destination);
  const text = await readFile(path.join(folder, 'exportmanifest.json'), 'utf8');
  const { exports } = JSON.parse(text) as SampleManifest;
  const found = exports
    .flatMap(({ counter, rootUrl, timeDependent }) =>
      timeDependent.flatMap(({ allEvents }) => {
        const name = allEvents?.files[0];
        return name === undefined
          ? []
          : [{ counter, file: path.join(path.basename(rootUrl), name) }];
      }),
    )
    .sort((a, b) => b.counter - a.counter)[0];
  assert.ok(found, 'the sample has no export with all events');
  return { counter: found.counter, file: path.join(folder, found.file) };
}

interface SampleManifest {
  readonly exports: readonly {
    readonly counter: number;
    readonly rootUrl: string;
    readonly timeDependent: readonly {
      readonly allEvents?: { readonly files: readonly string[] };
    }[];
  }[];
}
