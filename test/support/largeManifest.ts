// Manifests of any size, written by the simulator's writer: an application with many matchables, a month of
// recurring exports of two days each, and one retroactive export. The files that it lists do not exist.
import {
  manifestChunks,
  timeText,
  type BillJson,
  type ManifestEntryJson,
  type PeriodJson,
} from '../../shared/simulator/billOfMaterials';
import { dayMilliseconds } from '../../shared/simulator/days';
import { matchableIdFrom, uuidFrom } from '../../shared/simulator/ids';
import { SeededRandom } from '../../shared/util/seededRandom';

const firstDay = Date.UTC(2024, 5, 1);
const exportCount = 30;
/** Of one entry of `matchedEvents`, as it is written. */
const bytesOfEntry = 274;

/** The UTF-8 text of a manifest of about so many bytes, in pieces. */
export function largeManifestChunks(bytes: number): Generator<Uint8Array> {
  const random = new SeededRandom(10);
  const matchables = Math.max(1, Math.round(bytes / bytesOfEntry / (2 * exportCount - 1)));
  const ids = Array.from({ length: matchables }, (_, index) => {
    const type = index % 8 === 0 ? 'TrackType' : index % 2 === 0 ? 'Page' : 'Feature';
    return `${type}/${matchableIdFrom(random)}`;
  });
  const entries = Array.from({ length: exportCount }, (_, index) => entryOf(index, ids, random));
  return manifestChunks(entries, timeText(firstDay + exportCount * dayMilliseconds, 9));
}

/** The same as one text. */
export function largeManifest(bytes: number): string {
  return Buffer.concat([...largeManifestChunks(bytes)]).toString();
}

function entryOf(index: number, ids: readonly string[], random: SeededRandom): ManifestEntryJson {
  const finished = firstDay + index * dayMilliseconds + 4_215_123;
  const isRetroactive = index === 20;
  const exportId = uuidFrom(random);
  // Yesterday, and a day that is final by now; what is retroactive is one day of an earlier week.
  const periods = (isRetroactive ? [-12] : [-9, -1]).map(days =>
    periodOf(firstDay + (index + days) * dayMilliseconds, { ids, isRetroactive, random }),
  );
  const definitions = isRetroactive ? {} : { guideDefinitionsFile: ['allguides.avro'] };
  const bill: BillJson = {
    timestamp: timeText(finished - 45_000, 6),
    application: { displayName: 'Acme Web', id: '-323232' },
    subscription: { displayName: 'Acme', id: '9007199254740993' },
    numberOfFiles: periods.flatMap(filesOf).length + (isRetroactive ? 3 : 4),
    lists: {
      pageDefinitionsFile: ['allpages.avro'],
      featureDefinitionsFile: ['allfeatures.avro'],
      trackTypeDefinitionsFile: ['alltracktypes.avro'],
      ...definitions,
    },
    timeDependent: periods,
  };
  return {
    bill,
    counter: 412 + index,
    exportType: isRetroactive ? ['Retroactive'] : null,
    finishTime: timeText(finished, 6),
    storageSize: random.between(20_000_000, 3_000_000_000),
    rootUrl: `gs://acme-pendo-data-sync/datasync/9007199254740993/-323232/${exportId}`,
  };
}

interface PeriodParts {
  readonly ids: readonly string[];
  readonly isRetroactive: boolean;
  readonly random: SeededRandom;
}

function periodOf(day: number, { ids, isRetroactive, random }: PeriodParts): PeriodJson {
  const periodId = `${new Date(day).toISOString().slice(0, 10)}T00:00:00Z`;
  const suffix = periodId.slice(0, 10);
  const matchedEvents = ids.map(id => {
    // Some matched nothing on that day.
    const eventCount = random.chance(0.05) ? 0 : random.between(1, 20_000);
    const files = eventCount === 0 ? [] : [`matchedEvents/${id}-${suffix}.avro`];
    return { eventCount, files, id, type: id.slice(0, id.indexOf('/')) };
  });
  const events = matchedEvents.reduce((sum, { eventCount }) => sum + eventCount, 0);
  const allEvents = { eventCount: 2 * events, files: [`allevents-${suffix}.avro`] };
  return { periodId, ...(isRetroactive ? {} : { allEvents }), matchedEvents };
}

function filesOf({ allEvents, matchedEvents }: PeriodJson): readonly string[] {
  return [allEvents, ...matchedEvents].flatMap(events => events?.files ?? []);
}
