// Which field of the format a place in the text belongs to.
import { noNode } from '../../shared/json/nodeTable';
import type { Field, FieldType, ObjectType } from '../../shared/manifest/fieldType';
import { billOfMaterialsType, entryType, manifestType } from '../../shared/manifest/schema';
import type { OpenManifest } from '../openManifest';

/** A place in the text in the format's words. */
export interface SchemaPlace {
  readonly field: Field;
  /** The key of the member. */
  readonly key: number;
  /** The member's value, or the element of it that is meant; noNode where there is none. */
  readonly value: number;
  /** The place lies on the key. */
  readonly isKey: boolean;
  /** The containers around it, outermost first: objects and arrays. */
  readonly containers: readonly number[];
}

/** The innermost field at an offset; undefined outside of all that are known. */
export function schemaPlaceAt(manifest: OpenManifest, offset: number): SchemaPlace | undefined {
  const { json } = manifest;
  const trail = trailTo(manifest, json.nodeAt(offset));
  let type: FieldType | undefined = { kind: 'object', type: rootType(manifest) };
  let found: { field: Field; key: number } | undefined;
  for (const node of trail) {
    if (json.kind(node) === 'key') {
      const field: Field | undefined = memberOf(type, json.keyName(node));
      found = field && { field, key: node };
      type = field?.type;
    } else if (json.isObject(node) && type?.kind === 'list') {
      type = { kind: 'object', type: itemType(type.items) };
      found = undefined;
    } else if (json.isObject(node) && node !== json.root && type?.kind === 'object') {
      found = undefined;
    }
  }
  if (!found) return undefined;
  const last = trail.at(-1) ?? noNode;
  const isKey = last === found.key;
  const value = isKey ? json.valueOf(found.key) : last;
  const containers = trail.filter(node => json.isContainer(node) && node !== value);
  return { ...found, value, isKey, containers };
}

/** The nodes from the root to a node. */
export function trailTo({ json }: OpenManifest, node: number): number[] {
  const trail: number[] = [];
  for (let at = node; at !== noNode; at = json.parent(at)) trail.unshift(at);
  return trail;
}

function rootType({ kind }: OpenManifest): ObjectType {
  return kind === 'exportManifest' ? manifestType : billOfMaterialsType;
}

/** The schema gives the exports of a manifest apart from it, since they are looked at one by one. */
function itemType(items: ObjectType): ObjectType {
  return items.fields.length === 0 ? entryType : items;
}

function memberOf(type: FieldType | undefined, name: string): Field | undefined {
  return type?.kind === 'object' ? type.type.fields.find(field => field.name === name) : undefined;
}
