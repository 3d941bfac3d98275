// The files of one export of account or visitor records.
import type { MadeExport } from './eventExport';
import type { ResolvedOptions } from './options';
import type { Population } from './people';
import {
  accountRow,
  accountSchema,
  metadataRows,
  metadataSchema,
  visitorRow,
  visitorSchema,
} from './peopleRecords';
import type { ScheduledExport } from './schedule';
import { randomFor } from './seeds';
import type { SimulatedFile } from './simulatedFile';
import { splitFiles } from './splitFiles';

/** What a subscription's account and visitor exports are made from. */
export interface PeopleWorld {
  readonly options: ResolvedOptions;
  readonly subscription: string;
  readonly family: 'accounts' | 'visitors';
  readonly population: Population;
}

/** Of 100 records that many change in a day, the busiest tenth more often. */
const changedPercent = 12;
const busyChangedPercent = 70;

/** Yields the files of an export below `folder`; returns what the bill of materials says of them. */
export function* peopleExportFiles(
  world: PeopleWorld,
  scheduled: ScheduledExport,
  folder: string,
): Generator<SimulatedFile, MadeExport> {
  const { family, options } = world;
  const { codec, blockBytes, capBytes } = options;
  const common = { folder, codec, blockBytes, capBytes, role: { kind: 'table' } as const };
  const rows = recordsOf(world, scheduled);
  const schema = family === 'accounts' ? accountSchema : visitorSchema;
  const rawBytes = rows.reduce((sum, row) => sum + row.length, 0);
  // Pendo numbers these files also when there is one: `visitors-000.avro`.
  const name = rawBytes + 8_000 > capBytes ? family : `${family}-000`;
  const records = yield* splitFiles({ ...common, name, schema, rawBytes }, rows);
  const metadata = yield* splitFiles(
    { ...common, name: 'metadataschema', schema: metadataSchema, rawBytes: 0 },
    metadataRows(family),
  );
  const lists = { [family]: { files: records.files }, metadataSchemaFile: metadata.files };
  return {
    content: { numberOfFiles: records.files.length + metadata.files.length, lists },
    rows: records.rows + metadata.rows,
    bytes: records.bytes + metadata.bytes,
  };
}

function recordsOf(world: PeopleWorld, scheduled: ScheduledExport): Uint8Array[] {
  const { family, population } = world;
  const people = family === 'accounts' ? population.accounts : population.visitors;
  const { day } = scheduled;
  const rows: Uint8Array[] = [];
  for (const [i, person] of people.entries()) {
    const random = randomFor(world.options.seed, 'record', world.subscription, family, day, i);
    const percent = i * 10 < people.length ? busyChangedPercent : changedPercent;
    if (scheduled.kind !== 'allPeople' && !random.chance(percent / 100)) continue;
    const row = () =>
      'plan' in person ? accountRow(person, day, random) : visitorRow(person, day, random);
    rows.push(row());
    // Now and then a record comes twice in one export; the later one counts.
    if (i === 0 && day % 5 === 0) rows.push(row());
  }
  return rows;
}
