const simpleEscapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** The text between the quotes with its escapes resolved; an escape that JSON does not know stays as written. */
export function decodeString(body: string): string {
  return body.replace(
    /\\(?:u([0-9a-fA-F]{4})|([^u]))/gs,
    (whole, hex?: string, simple?: string) => {
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
      return simple === undefined ? whole : (simpleEscapes[simple] ?? whole);
    },
  );
}
