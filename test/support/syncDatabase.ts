// A database in memory and a store in memory, to sync small manifests in tests.
import { containerBytes, type ContainerWriterOptions } from '../../shared/avro/writeContainer';
import type { Engine, SqlValue } from '../../shared/engine/engine';
import { createSqlJsEngines } from '../../shared/engine/sqlJs/createSqlJsEngines';
import type { ManifestEntry } from '../../shared/manifest/types';
import type { Selection } from '../../shared/plan/loadPlan';
import { planLoad } from '../../shared/plan/planLoad';
import type { SyncEvent, SyncSummary } from '../../shared/protocol/worker';
import type { ObjectStore } from '../../shared/storage/objectStore';
import { applyPlan, type ApplyOptions } from '../../shared/sync/applyPlan';
import { readLedger } from '../../shared/sync/loadHistory';
import type { SliceReport } from '../../shared/sync/report';
import { countingStore, type StoreCounts } from './countingStore';
import { eventsTarget, manifestOf } from './manifestBuilder';
import { createMemoryStore, type MemoryStore } from './memoryStore';

/** What one run did. */
export interface SyncResult {
  readonly summary: SyncSummary;
  readonly slices: readonly SliceReport[];
  readonly notices: readonly string[];
}

export interface SyncOptions extends Partial<ApplyOptions> {
  readonly family?: 'events' | 'accounts' | 'visitors';
  readonly selection?: Selection;
  readonly signal?: AbortSignal;
}

/** The schema of `eventRows`. */
export const eventSchema = {
  type: 'record',
  name: 'Event',
  fields: [
    { name: 'periodId', type: { type: 'int', logicalType: 'date' } },
    { name: 'eventId', type: 'string' },
  ],
};

/** Rows of one day: `eventRows('2023-02-22', 'a', 'b')`. */
export function eventRows(day: string, ...eventIds: readonly string[]): object[] {
  return eventIds.map(eventId => ({ periodId: Date.parse(day) / 86400000, eventId }));
}

export class SyncDatabase {
  readonly store: MemoryStore = createMemoryStore();
  readonly counted: ObjectStore;
  readonly counts: StoreCounts;

  constructor(readonly engine: Engine) {
    const { store, counts } = countingStore(this.store);
    this.counted = store;
    this.counts = counts;
  }

  static async open(): Promise<SyncDatabase> {
    const engines = await createSqlJsEngines();
    return new SyncDatabase(await engines.open({ mode: 'readWrite' }));
  }

  /** Puts a file of an export: `put('e1/allevents.avro', eventRows(…))`. */
  put(
    path: string,
    rows: readonly unknown[],
    options: ContainerWriterOptions = { schema: eventSchema },
  ): void {
    this.store.put(`${eventsTarget.folder}/${path}`, containerBytes(options, rows));
  }

  async sync(exports: readonly ManifestEntry[], options: SyncOptions = {}): Promise<SyncResult> {
    const { family = 'events', selection = {}, signal = new AbortController().signal } = options;
    const ledger = readLedger(this.engine);
    const plan = planLoad(
      manifestOf(exports, family),
      { ...eventsTarget, family },
      ledger,
      selection,
    );
    const slices: SliceReport[] = [];
    const notices: string[] = [];
    const onEvent = (event: SyncEvent) => {
      if (event.kind === 'slices') slices.push(...event.slices);
      if (event.kind === 'notice') notices.push(event.message);
    };
    const ports = { store: this.counted, engine: this.engine, onEvent };
    const summary = await applyPlan(plan, ports, { counts: 'strict', ...options }, signal);
    return { summary, slices, notices };
  }

  /** One column of a table, sorted. */
  column(table: string, column: string): SqlValue[] {
    return this.query(`SELECT "${column}" FROM "${table}" ORDER BY 1`).map(
      ([value]) => value ?? null,
    );
  }

  query(sql: string): readonly (readonly SqlValue[])[] {
    return this.engine.query(sql).rows;
  }
}
