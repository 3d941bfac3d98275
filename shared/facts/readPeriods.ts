// The periods of the rows of an event file.
import type { AvroValue } from '../avro/avroValue';
import type { AvroType } from '../avro/fields';
import { canonicalPeriodId, periodIdOf } from '../manifest/timestamps';
import { LruMap } from '../util/lruMap';
import type { ColumnReader, ColumnTypes } from './columnReader';

/** Most of thousands of files hold rows of the same day. */
const knownPeriods = new LruMap<string, readonly string[]>(1000);

/** Collects the periods, each once and in order; undefined where no column says them. */
export function readPeriods(types: ColumnTypes): ColumnReader<readonly string[]> | undefined {
  const periodOf = periodReader(types.get('periodId'));
  if (!periodOf) return undefined;
  const periods = new Set<string>();
  return {
    columns: ['periodId'],
    add: ({ periodId: value = null }) => {
      const periodId = periodOf(value);
      if (periodId !== undefined) periods.add(periodId);
    },
    found: () => {
      const found = [...periods].sort();
      return knownPeriods.getOrAdd(found.join(), () => found);
    },
  };
}

const dayMillis = 86_400_000;

/** How a value of the column names its day; undefined for types of which that is not known. */
function periodReader(
  type: AvroType | undefined,
): ((value: AvroValue) => string | undefined) | undefined {
  if (type?.kind === 'union') {
    const branches = type.branches.filter(({ kind }) => kind !== 'null');
    return branches.length === 1 ? periodReader(branches[0]) : undefined;
  }
  if (type?.kind === 'string') {
    return value => (typeof value === 'string' ? canonicalPeriodId(value) : undefined);
  }
  if (type?.kind !== 'int' && type?.kind !== 'long') return undefined;
  const millis = unitMillis[type.logical?.name ?? ''];
  if (millis === undefined) return undefined;
  return value => {
    const time = typeof value === 'number' || typeof value === 'bigint' ? Number(value) : NaN;
    const at = Math.floor(time * millis);
    return Math.abs(at) <= 8.64e15 ? periodIdOf(at) : undefined;
  };
}

const unitMillis: Readonly<Partial<Record<string, number>>> = {
  date: dayMillis,
  'timestamp-millis': 1,
  'timestamp-micros': 1 / 1000,
};
