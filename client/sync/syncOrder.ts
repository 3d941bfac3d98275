// What the user wants synced, as a value that a URI can hold. Pure.
import type { SyncRecipe } from '../../shared/protocol/worker';
import { safestChoices } from '../../shared/sync/safestChoices';

/** What the user wants synced. */
export interface SyncOrder {
  /** What people call it. */
  readonly name: string;
  /** One after the other. */
  readonly parts: readonly SyncPart[];
}

/** A folder or manifest, or some exports of one manifest. */
export interface SyncPart {
  /** A folder or URL at or above manifests, or one manifest. */
  readonly destination: string;
  readonly counters?: {
    readonly start: number;
    /** Exclusive; without it there is none. */
    readonly end?: number;
    /** Of these only those. */
    readonly only?: readonly number[];
  };
}

/** Some exports of a manifest, in whatever order they were chosen. */
export function exportsPart(destination: string, chosen: readonly number[]): SyncPart {
  const only = [...new Set(chosen)].sort((a, b) => a - b);
  const [start = 0, end = start] = [only[0], (only.at(-1) ?? 0) + 1];
  const isWhole = end - start === only.length;
  return { destination, counters: { start, end, ...(isWhole ? {} : { only }) } };
}

/** What the worker is asked: all that is pending, by the safest choices. */
export function recipesOf({ parts }: SyncOrder, database: string): SyncRecipe[] {
  return parts.map(({ destination, counters }) => ({
    destination,
    database,
    applications: [],
    ...(counters && { counters: { end: Infinity, ...counters } }),
    ...safestChoices,
  }));
}

/** The query of a URI that stands for an order. */
export function orderText({ name, parts }: SyncOrder): string {
  return JSON.stringify({ name, parts });
}

/** The order that a URI's query holds; undefined where it holds none. */
export function readOrder(query: string): SyncOrder | undefined {
  const found = parse(query);
  return isOrder(found) ? found : undefined;
}

/** Whether something that came from outside is an order. */
export function isOrder(value: unknown): value is SyncOrder {
  if (!isRecord(value) || typeof value.name !== 'string') return false;
  return Array.isArray(value.parts) && value.parts.length > 0 && value.parts.every(isPart);
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

function isPart(value: unknown): boolean {
  if (!isRecord(value) || typeof value.destination !== 'string') return false;
  const { counters } = value;
  if (counters === undefined) return true;
  if (!isRecord(counters) || typeof counters.start !== 'number') return false;
  const { end, only } = counters;
  if (end !== undefined && typeof end !== 'number') return false;
  return (
    only === undefined || (Array.isArray(only) && only.every(each => typeof each === 'number'))
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
