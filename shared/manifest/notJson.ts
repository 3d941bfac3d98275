/** What a text that begins like no JSON object looks like: `an HTML page: <!DOCTYPE html>`; undefined when it begins like one. */
export function describeNotJson(text: string): string | undefined {
  const head = text
    .slice(0, 4000)
    .replace(/^\ufeff/, '')
    .trimStart();
  if (head === '') return text.length === 0 ? 'empty' : 'white space only';
  if (head.startsWith('{') || head.startsWith('[') || head.startsWith('/')) return undefined;
  if (/^(?:<!doctype html|<html|<head|<body)/i.test(head)) {
    return `an HTML page${quoted(htmlTitle(head) ?? head)}`;
  }
  if (head.startsWith('<')) return `XML${quoted(xmlMessage(head) ?? head)}`;
  if (head.startsWith('Obj\u0001')) return 'an Avro file';
  if (head.startsWith('PK\u0003\u0004')) return 'a zip archive';
  if (head.startsWith('\u001f')) return 'compressed with gzip';
  if (head.startsWith('SQLite format 3')) return 'a SQLite database';
  if (head.includes('\u0000')) return 'binary, or text in UTF-16';
  return `plain text${quoted(head)}`;
}

function htmlTitle(head: string): string | undefined {
  return /<title[^>]*>([^<]+)</i.exec(head)?.[1];
}

/** Object stores answer errors as `<Error><Code>AccessDenied</Code>…`. */
function xmlMessage(head: string): string | undefined {
  const code = /<Code>([^<]+)</.exec(head)?.[1];
  return code === undefined ? undefined : `the object store's error ${code}`;
}

function quoted(text: string): string {
  const line = text.trim().split(/[\r\n]/, 1)[0] ?? '';
  const shown = line.length > 60 ? `${line.slice(0, 59)}…` : line;
  return `: ${shown.replace(/[\u0000-\u001f\u007f]/g, '?')}`; // prettier-ignore
}
