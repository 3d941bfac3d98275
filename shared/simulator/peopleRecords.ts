// Records of visitors and accounts, and the metadata schema that describes their columns.
import type { SeededRandom } from '../util/seededRandom';

import { encoded, type AvroOutput } from './avroOutput';
import { nullable, record, type AvroSchema } from './avroSchema';
import { dayMilliseconds } from './days';
import type { Account, Visitor } from './people';

/** One column of account or visitor records besides `id`. */
interface MetadataColumn {
  readonly group: 'auto' | 'agent' | 'custom';
  readonly name: string;
  readonly type: string;
  readonly elementType: string | null;
  readonly avro: AvroSchema;
}

const time: AvroSchema = { type: 'long', logicalType: 'timestamp-millis' };
const strings: AvroSchema = { type: 'array', items: 'string' };

const visitorColumns: readonly MetadataColumn[] = [
  column('auto', 'firstvisit', 'time', time),
  column('auto', 'lastvisit', 'time', time),
  column('auto', 'accountids', 'list', strings, 'string'),
  column('auto', 'lastbrowsername', 'string', nullable('string')),
  column('agent', 'role', 'string', nullable('string')),
  column('agent', 'language', 'string', nullable('string')),
  column('custom', 'score', 'float', nullable('double')),
  column('custom', 'isBeta', 'boolean', nullable('boolean')),
];

const accountColumns: readonly MetadataColumn[] = [
  column('auto', 'firstvisit', 'time', time),
  column('auto', 'lastvisit', 'time', time),
  column('agent', 'name', 'string', nullable('string')),
  column('agent', 'plan', 'string', nullable('string')),
  column('agent', 'revenue', 'float', {
    type: 'bytes',
    logicalType: 'decimal',
    precision: 12,
    scale: 2,
  }),
  column('custom', 'renewal', 'date', nullable({ type: 'int', logicalType: 'date' })),
];

/** Writer schemas of the two kinds of records. */
export const visitorSchema = recordSchema('Visitor', visitorColumns);
export const accountSchema = recordSchema('Account', accountColumns);

/** Writer schema of `metadataschema.avro`. */
export const metadataSchema = record('MetadataField', [
  { name: 'group', type: 'string' },
  { name: 'name', type: 'string' },
  { name: 'displayName', type: nullable('string') },
  { name: 'type', type: 'string' },
  { name: 'elementType', type: nullable('string') },
  { name: 'elementFormat', type: nullable('string') },
  { name: 'isDeleted', type: 'boolean' },
  { name: 'isPerApp', type: 'boolean' },
  { name: 'avroFieldName', type: 'string' },
]);

/** The rows of `metadataschema.avro`. */
export function metadataRows(family: 'accounts' | 'visitors'): Uint8Array[] {
  const columns = family === 'accounts' ? accountColumns : visitorColumns;
  return columns.map(({ group, name, type, elementType }) =>
    encoded(out => {
      out.string(group).string(name).byte(2).string(`${group}: ${name}`).string(type);
      if (elementType === null) out.byte(0);
      else out.byte(2).string(elementType);
      return out.byte(0).boolean(false).boolean(false).string(`${group}_${name}`);
    }),
  );
}

/** A visitor as known on a day; what changes is drawn from `random`. */
export function visitorRow(visitor: Visitor, day: number, random: SeededRandom): Uint8Array {
  const { id, account, device, role, language } = visitor;
  return encoded(out => {
    writeVisits(out.string(id), id.length, day, random);
    if (account) out.long(1).string(account.id);
    out.byte(0);
    out.byte(2).string(`${device.browser} ${device.version}`);
    if (role === null) out.byte(0);
    else out.byte(2).string(role);
    out.byte(2).string(language);
    if (random.chance(0.3)) out.byte(0);
    else out.byte(2).double(random.below(1000) / 8);
    if (random.chance(0.5)) out.byte(0);
    else out.byte(2).boolean(random.chance(0.5));
  });
}

/** An account as known on a day. */
export function accountRow(account: Account, day: number, random: SeededRandom): Uint8Array {
  const { id, name, plan, revenue } = account;
  return encoded(out => {
    writeVisits(out.string(id), id.length, day, random);
    out.byte(2).string(name).byte(2).string(plan);
    const cents = decimalBytes(Math.round(revenue * 100) + random.below(1000) - 500);
    out.long(cents.length).raw(cents);
    if (random.chance(0.4)) out.byte(0);
    else out.byte(2).long(day + random.below(365));
  });
}

function writeVisits(out: AvroOutput, salt: number, day: number, random: SeededRandom): void {
  out.unsigned((day - 100 - (salt % 50)) * dayMilliseconds);
  out.unsigned((day - 1) * dayMilliseconds + random.below(dayMilliseconds));
}

/** Two's complement, big-endian, as short as it goes. */
function decimalBytes(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.unshift(rest & 0xff);
    rest >>= 8;
  } while (
    !(rest === 0 && ((bytes[0] ?? 0) & 0x80) === 0) &&
    !(rest === -1 && (bytes[0] ?? 0) > 127)
  );
  return Uint8Array.from(bytes);
}

function recordSchema(name: string, columns: readonly MetadataColumn[]): AvroSchema {
  const fields = columns.map(each => ({ name: `${each.group}_${each.name}`, type: each.avro }));
  return record(name, [{ name: 'id', type: 'string' }, ...fields]);
}

function column(
  group: MetadataColumn['group'],
  name: string,
  type: string,
  ...[avro, elementType = null]: readonly [AvroSchema, (string | null)?]
): MetadataColumn {
  return { group, name, type, avro, elementType };
}
