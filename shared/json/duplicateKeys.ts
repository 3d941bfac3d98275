import { decodeString } from './decodeString';
import type { NodeTable } from './nodeTable';
import type { Problem } from './problem';

/** Objects up to this size are compared name by name: no allocation for the usual object. */
const pairwiseLimit = 16;

/** One problem for each name of the object that an earlier member has too. */
export function* duplicateKeys(text: string, table: NodeTable, object: number): Iterable<Problem> {
  const end = table.payload(object);
  let count = 0;
  let plain = true;
  for (let key = object + 1; key < end; key = afterMember(table, key)) {
    count++;
    plain = plain && !table.flag(key);
  }
  if (plain && count <= pairwiseLimit && !hasEqualHashes(table, object)) return;
  const first = new Map<string, number>();
  for (let key = object + 1; key < end; key = afterMember(table, key)) {
    const name = nameOf(text, table, key);
    const twin = first.get(name);
    if (twin === undefined) first.set(name, key);
    else yield duplicateProblem(table, key, twin, name);
  }
}

/** Index behind a key and its value. */
export function afterMember(table: NodeTable, key: number): number {
  const value = key + 1;
  if (value >= table.count || table.parent(value) !== key) return value;
  return table.isContainer(value) ? table.payload(value) : value + 1;
}

/** The name that a key node stands for. */
export function nameOf(text: string, table: NodeTable, key: number): string {
  const start = table.start(key);
  const quote = text.charCodeAt(start);
  const quoted = quote === 34 || quote === 39;
  const body = quoted
    ? text.slice(start + 1, table.end(key) - 1)
    : text.slice(start, table.end(key));
  return table.flag(key) ? decodeString(body) : body;
}

function hasEqualHashes(table: NodeTable, object: number): boolean {
  const end = table.payload(object);
  for (let a = object + 1; a < end; a = afterMember(table, a)) {
    const hash = table.payload(a);
    for (let b = object + 1; b < a; b = afterMember(table, b)) {
      if (table.payload(b) === hash) return true;
    }
  }
  return false;
}

function duplicateProblem(table: NodeTable, key: number, twin: number, name: string): Problem {
  return {
    code: 'duplicate-key',
    start: table.start(key),
    end: table.end(key),
    message: `\`${name}\` is given twice; readers disagree which one counts`,
    related: [{ start: table.start(twin), end: table.end(twin), message: 'given first here' }],
  };
}
