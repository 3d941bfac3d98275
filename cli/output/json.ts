// JSON as the command line prints it: bigints with all digits, which JSON.stringify cannot write.

/** One JSON text; a bigint becomes a number with all its digits, a Map an object. */
export function toJson(value: unknown): string {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Map) return toJson(Object.fromEntries(value));
  if (Array.isArray(value)) return `[${value.map(toJsonItem).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if ('toJSON' in value) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => `${JSON.stringify(name)}:${toJson(member)}`);
  return `{${members.join(',')}}`;
}

/** The end of an object whose last member so far is an array: the members that follow. */
export function endOfArray(rest: object): string {
  const members = toJson(rest).slice(1);
  return members === '}' ? ']}\n' : `],${members}\n`;
}

const toJsonItem = (value: unknown) => toJson(value);
