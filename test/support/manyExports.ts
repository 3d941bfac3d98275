// Destinations of many applications with many daily exports each, as text; the files that they list do not exist.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const millisPerDay = 86_400_000;
const firstDay = Date.UTC(2022, 0, 1);

/** The manifest of one application: each export brings the day before it, and one that is final. */
export function manyExports(application: number, exports: number): string {
  const entries = Array.from({ length: exports }, (_, place) => entryOf(application, place));
  return JSON.stringify({ exports: entries, generatedTime: timeOf(exports) });
}

/** The file of one of them below the destination. */
export function manifestOf(destination: string, application: number): string {
  return path.join(destination, pathOf(application));
}

/** Manifests by path below the destination. */
export function manyManifests(applications: number, exports: number): Map<string, string> {
  return new Map(
    Array.from({ length: applications }, (_, number): [string, string] => [
      pathOf(number),
      manyExports(number, exports),
    ]),
  );
}

/** Writes them into a folder. */
export async function writeManyManifests(
  folder: string,
  applications: number,
  exports: number,
): Promise<void> {
  for (const [name, text] of manyManifests(applications, exports)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
}

function entryOf(application: number, place: number) {
  const exportId = `e${application}-${place}`;
  return {
    ...{ counter: place + 1, exportType: place % 20 === 19 ? ['Retroactive'] : null },
    ...{
      finishTime: timeOf(place + 1),
      timestamp: timeOf(place + 1),
      storageSize: 1000 * (place + 1),
    },
    rootUrl: `gs://acme/datasync/1001/${idOf(application)}/${exportId}`,
    application: { displayName: `App ${application}`, id: idOf(application) },
    subscription: { displayName: 'Acme', id: '1001' },
    numberOfFiles: 4,
    timeDependent: [place - 9, place]
      .filter(day => day >= 0)
      .map(day => ({
        periodId: timeOf(day),
        ...(place % 20 === 19
          ? {}
          : { allEvents: { eventCount: 100 + day, files: [`allevents-${day}.avro`] } }),
        matchedEvents: [
          {
            eventCount: 3,
            id: 'Page/a',
            type: 'Page',
            files: [`matchedEvents/Page/a-${day}.avro`],
          },
        ],
      })),
  };
}

function pathOf(application: number): string {
  return `datasync/1001/${idOf(application)}/exportmanifest.json`;
}

function idOf(application: number): string {
  return String(10_000 + application);
}

function timeOf(day: number): string {
  return `${new Date(firstDay + day * millisPerDay).toISOString().slice(0, 10)}T00:00:00Z`;
}
