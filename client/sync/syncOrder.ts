// What the user wants synced, as a value that a URI can hold. Pure.
import type { SyncRecipe } from '../../shared/protocol/worker';

/** What the user wants synced. */
export interface SyncOrder {
  /** What people call it. */
  readonly name: string;
  /** A folder or URL at or above manifests, or one manifest. */
  readonly destination: string;
  /** Only exports with these counters; `end` is exclusive, without it there is none. */
  readonly counters?: { readonly start: number; readonly end?: number };
}

/** What the worker is asked: all that is pending, by the safest choices. */
export function recipeOf({ destination, counters }: SyncOrder, database: string): SyncRecipe {
  return {
    destination,
    database,
    applications: [],
    ...(counters && { counters: { end: Infinity, ...counters } }),
    counts: 'strict',
    definitions: 'merge',
    adopt: false,
    reload: false,
    sweepOrphans: false,
    ignoreFreeSpace: false,
  };
}

/** The query of a URI that stands for an order. */
export function orderText({ name, destination, counters }: SyncOrder): string {
  return JSON.stringify({ name, destination, ...(counters && { counters }) });
}

/** The order that a URI's query holds; undefined where it holds none. */
export function readOrder(query: string): SyncOrder | undefined {
  const found = parse(query);
  return isOrder(found) ? found : undefined;
}

/** Whether something that came from outside is an order. */
export function isOrder(value: unknown): value is SyncOrder {
  if (!isRecord(value)) return false;
  const { name, destination, counters } = value;
  if (typeof name !== 'string' || typeof destination !== 'string') return false;
  return counters === undefined || isRange(counters);
}

/** A name as one part of a URI's path. */
export function asPathSegment(name: string): string {
  return name.replace(/[/\\]+/g, ' ').trim() || '…';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isRange(value: unknown): boolean {
  if (!isRecord(value) || typeof value.start !== 'number') return false;
  return value.end === undefined || typeof value.end === 'number';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
