// Which field of the format a place in the text belongs to.
import { noNode } from '../../shared/json/nodeTable';
import type { Field, FieldType, ObjectType } from '../../shared/manifest/fieldType';
import type { NodeIndex } from '../../shared/manifest/types';
import type { Section, SectionOffset } from './section';

/** A place in the text in the format's words. */
export interface SchemaPlace {
  readonly section: Section;
  readonly field: Field;
  /** The key of the member. */
  readonly key: NodeIndex;
  /** The member's value, or the element of it that is meant; noNode where there is none. */
  readonly value: NodeIndex;
  /** The place lies on the key. */
  readonly isKey: boolean;
  /** The containers around it, outermost first: objects and arrays. */
  readonly containers: readonly NodeIndex[];
}

/** The innermost field at an offset; undefined outside of all that are known. */
export function schemaPlaceAt({ section, offset }: SectionOffset): SchemaPlace | undefined {
  const { json } = section;
  const trail = trailTo(section, json.nodeAt(offset));
  const found = lastField(section, trail);
  if (!found) return undefined;
  const last = trail.at(-1) ?? noNode;
  const isKey = last === found.key;
  const value = isKey ? json.valueOf(found.key) : last;
  const containers = trail.filter(node => json.isContainer(node) && node !== value);
  return { section, ...found, value, isKey, containers };
}

/** What the object around an offset may hold; undefined outside of all that are known. */
export function objectTypeAt({ section, offset }: SectionOffset): ObjectType | undefined {
  const { json } = section;
  const trail = trailTo(section, json.nodeAt(offset));
  const inner = trail.findLastIndex(node => json.isContainer(node));
  return json.isObject(trail[inner] ?? noNode)
    ? typeOf(section, trail.slice(0, inner + 1))
    : undefined;
}

/** The nodes from a section's own to one below it. */
export function trailTo({ json, node: top }: Section, node: NodeIndex): readonly NodeIndex[] {
  const trail: NodeIndex[] = [];
  for (let at = node; at !== noNode; at = json.parent(at)) {
    trail.push(at);
    if (at === top) break;
  }
  return trail.reverse();
}

/** The last known field along a trail, unless an object of unknown type lies behind it. */
function lastField(
  section: Section,
  trail: readonly NodeIndex[],
): Pick<SchemaPlace, 'field' | 'key'> | undefined {
  const { json } = section;
  const at = trail.findLastIndex(node => json.kind(node) === 'key');
  const key = trail[at];
  if (key === undefined || trail.slice(at + 1, -1).some(node => json.isObject(node))) {
    return undefined;
  }
  const name = json.keyName(key);
  const field = typeOf(section, trail.slice(0, at))?.fields.find(each => each.name === name);
  // An element of a list of objects is no value of the list's field.
  const isElement = trail.length - at > 2 && json.isObject(trail.at(-1) ?? noNode);
  return field && !isElement ? { field, key } : undefined;
}

/** The type of the object that a trail ends with. */
function typeOf({ json, type }: Section, trail: readonly NodeIndex[]): ObjectType | undefined {
  let own: ObjectType | undefined = type;
  for (const node of trail) {
    if (json.kind(node) !== 'key') continue;
    const name = json.keyName(node);
    own = objectIn(own?.fields.find(field => field.name === name)?.type);
  }
  return own;
}

function objectIn(type: FieldType | undefined): ObjectType | undefined {
  if (type?.kind === 'object') return type.type;
  return type?.kind === 'list' ? type.items : undefined;
}
