import type { JsonDocument } from '../../shared/json/jsonDocument';

/** What JSON.parse would make of a node; what could not be read is undefined. */
export function jsonValue(document: JsonDocument, node = document.root): unknown {
  const kind = document.kind(node);
  switch (kind) {
    case 'null':
      return null;
    case 'true':
    case 'false':
      return kind === 'true';
    case 'number':
      return document.numberValue(node);
    case 'string':
      return document.stringValue(node);
    case 'array':
      return Array.from(document.children(node), child => jsonValue(document, child));
    case 'object':
      return objectValue(document, node);
    default:
      return undefined;
  }
}

function objectValue(document: JsonDocument, object: number): object {
  const members: [string, unknown][] = [];
  for (const key of document.children(object)) {
    const value = document.valueOf(key);
    if (value >= 0) members.push([document.keyName(key), jsonValue(document, value)]);
  }
  return Object.fromEntries(members);
}
