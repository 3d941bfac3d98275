// What can be written at a place of a document that is too large to be parsed a second time: keys and known values.
import {
  CompletionItemKind,
  TextEdit,
  type CompletionItem,
  type Position,
} from 'vscode-languageserver';

import type { Field } from '../../shared/manifest/fieldType';
import { matchableTypes } from '../../shared/manifest/matchableId';
import { objectTypeAt, schemaPlaceAt } from './schemaPlace';
import type { SectionOffset } from './section';

/** The keys that the object here does not have yet, or the known values of the field here. */
export function completionsAt(at: SectionOffset, position: Position): CompletionItem[] {
  const { section, offset } = at;
  const { json } = section;
  const node = json.nodeAt(offset);
  const isString = json.kind(node) === 'string' || json.kind(node) === 'key';
  const range = isString ? section.rangeOf(node) : { start: position, end: position };
  const place = schemaPlaceAt(at);
  if (place && !place.isKey && !json.isObject(node)) {
    return knownValues(place.field).map(value => ({
      label: value,
      kind: CompletionItemKind.Value,
      textEdit: TextEdit.replace(range, value),
    }));
  }
  const object = json.isObject(node) ? node : json.parent(node);
  const hasValue = json.kind(node) === 'key' && json.valueOf(node) >= 0;
  return (objectTypeAt(at)?.fields ?? [])
    .filter(({ name }) => json.propertyKey(object, name) < 0)
    .map(({ name, description }) => ({
      label: name,
      kind: CompletionItemKind.Property,
      documentation: description,
      textEdit: TextEdit.replace(range, hasValue ? `"${name}"` : `"${name}": `),
    }));
}

function knownValues({ type }: Field): readonly string[] {
  if (type.kind === 'words') return type.known.map(word => JSON.stringify(word));
  const isType = type.kind === 'string' && type.format === 'matchableType';
  return isType ? matchableTypes.map(word => JSON.stringify(word)) : [];
}
