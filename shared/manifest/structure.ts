// Compares objects with the schema: keys that are missing, unknown or misspelt, values of the wrong type.
import type { JsonDocument } from '../json/jsonDocument';
import type { JsonKind } from '../json/jsonKind';
import { NameSet } from '../json/nameSet';
import { noNode } from '../json/nodeTable';
import { closestName } from '../util/closestName';
import { finish, type Steps } from '../util/steps';
import type { Field, FieldType, ObjectType } from './fieldType';
import type { NodeIndex } from './types';

/** One difference from the schema. */
export interface StructureFinding {
  readonly kind: 'missing-key' | 'unknown-key' | 'misspelt-key' | 'wrong-type';
  /** The object that lacks a key, the key that is unknown, the value that is of the wrong type. */
  readonly node: NodeIndex;
  readonly message: string;
  readonly level: 'error' | 'warning' | 'information' | 'hint';
  /** How the node is to be written, where only its form is wrong. */
  readonly meant?: string;
}

/** The differences of an object, and of what lies below it, from its type. */
export function checkStructure(
  document: JsonDocument,
  node: NodeIndex,
  type: ObjectType,
): StructureFinding[] {
  return finish(checkingStructure(document, node, type));
}

/** The same in steps. */
export function* checkingStructure(
  document: JsonDocument,
  node: NodeIndex,
  type: ObjectType,
): Steps<StructureFinding[]> {
  const walk = new Walk(document);
  walk.object(node, type);
  let count = 0;
  // Grows while it is gone through: lists in lists.
  for (const { list, items } of walk.lists) {
    for (let item = document.firstChild(list); item !== noNode; item = document.nextSibling(item)) {
      walk.element(item, items);
      if (++count % elementsOfStep === 0) yield;
    }
  }
  return walk.findings;
}

/** Elements that are checked between two steps. */
const elementsOfStep = 2000;

class Walk {
  readonly findings: StructureFinding[] = [];
  /** Lists of objects that were come across and not looked into. */
  readonly lists: { readonly list: NodeIndex; readonly items: ObjectType }[] = [];

  constructor(private readonly document: JsonDocument) {}

  object(node: NodeIndex, type: ObjectType): void {
    const { document } = this;
    const { names } = namesOf(type);
    // No type has more than 31 fields: which of them are there fits a bit mask.
    let present = 0;
    let unknown: NodeIndex[] | undefined;
    for (let key = document.firstChild(node); key !== noNode; key = document.nextSibling(key)) {
      const index = document.indexOfName(key, names);
      const field = type.fields[index];
      if (field === undefined) (unknown ??= []).push(key);
      else {
        present |= 1 << index;
        this.#value(document.valueOf(key), field);
      }
    }
    if (document.isBroken(node)) return;
    if (unknown) present |= this.#unknownKeys(unknown, type, present);
    this.#missingKeys(node, type, present);
  }

  /** Marks what misspelt keys stand for as present: one finding is enough. */
  #unknownKeys(keys: readonly NodeIndex[], type: ObjectType, present: number): number {
    let meant = 0;
    for (const key of keys) {
      const name = this.document.keyName(key);
      const absent = type.fields.filter((_, index) => ((present | meant) & (1 << index)) === 0);
      const closest = closestName(
        name,
        absent.map(field => field.name),
      );
      const field = absent.find(candidate => candidate.name === closest);
      if (field === undefined) {
        const message = `${type.name} has no key \`${name}\` that is known`;
        this.findings.push({ kind: 'unknown-key', node: key, message, level: 'hint' });
      } else {
        meant |= 1 << type.fields.indexOf(field);
        const message = `\`${name}\` is not known: did you mean \`${field.name}\`?`;
        const level = field.presence === 'required' ? 'error' : 'warning';
        const right = JSON.stringify(field.name);
        this.findings.push({ kind: 'misspelt-key', node: key, message, level, meant: right });
      }
    }
    return meant;
  }

  /** One finding for all that is missing, so that a fragment does not drown in them. */
  #missingKeys(node: NodeIndex, type: ObjectType, present: number): void {
    const { needed } = namesOf(type);
    if ((present & needed) === needed) return;
    const absent = type.fields.filter((_, index) => (present & (1 << index)) === 0);
    for (const presence of ['required', 'expected'] as const) {
      const names = absent.filter(field => field.presence === presence).map(quotedName);
      if (names.length === 0) continue;
      const level = presence === 'required' ? 'error' : 'information';
      const message = `${type.name} has no ${names.join(', ')}`;
      this.findings.push({ kind: 'missing-key', node, message, level });
    }
  }

  #value(node: NodeIndex, field: Field): void {
    const { document } = this;
    const kind = document.kind(node);
    // What could not be read has been told; null reads as absent.
    if (kind === 'invalid' || (kind === 'null' && field.presence !== 'required')) return;
    const { type } = field;
    if (type.kind === 'object' && kind === 'object') this.object(node, type.type);
    else if (type.kind === 'list' && kind === 'array')
      this.lists.push({ list: node, items: type.items });
    else if (type.kind === 'files') this.#files(node, field);
    else if (type.kind === 'words' && kind === 'array')
      this.#strings(node, `word of \`${field.name}\``);
    else if (!this.#fits(node, type)) this.#wrongType(node, field);
  }

  #fits(node: NodeIndex, type: FieldType): boolean {
    const { document } = this;
    const kind = document.kind(node);
    switch (type.kind) {
      case 'string':
        return kind === 'string';
      case 'id':
        return kind === 'string';
      case 'number':
        return kind === 'number';
      case 'integer': {
        const value = document.numberValue(node);
        return value !== undefined && Number.isInteger(value) && value >= 0;
      }
      case 'object':
        // Account and visitor exports may give the bare list.
        return type.type.name === 'the list of records' && kind === 'array';
      case 'list':
      case 'files':
      case 'words':
        return false;
    }
  }

  /** An element of a list of objects. */
  element(item: NodeIndex, type: ObjectType): void {
    const { document } = this;
    if (document.isObject(item)) {
      if (type.fields.length > 0) this.object(item, type);
    } else if (document.kind(item) !== 'invalid') {
      const message = `an object belongs here, found ${article(document.kind(item))}`;
      this.findings.push({ kind: 'wrong-type', node: item, message, level: 'error' });
    }
  }

  #files(node: NodeIndex, field: Field): void {
    const { document } = this;
    const kind = document.kind(node);
    if (kind === 'string') {
      const message = `\`${field.name}\` is a single string; an array of strings is documented`;
      const meant = `[${document.rawText(node)}]`;
      this.findings.push({ kind: 'wrong-type', node, message, level: 'hint', meant });
    } else if (kind === 'array') this.#strings(node, 'path');
    else this.#wrongType(node, field);
  }

  #strings(list: NodeIndex, what: string): void {
    const { document } = this;
    for (let item = document.firstChild(list); item !== noNode; item = document.nextSibling(item)) {
      const kind = document.kind(item);
      if (kind === 'string' || kind === 'invalid') continue;
      const message = `a ${what} is a string, found ${article(kind)}`;
      this.findings.push({ kind: 'wrong-type', node: item, message, level: 'error' });
    }
  }

  #wrongType(node: NodeIndex, field: Field): void {
    const kind = this.document.kind(node);
    const isCount = field.type.kind === 'integer' && kind === 'number';
    const found = isCount ? this.document.rawText(node).slice(0, 30) : article(kind);
    const isNumericId = field.type.kind === 'id' && kind === 'number';
    const advice = isNumericId ? ': many readers lose digits of long numbers' : '';
    const meant = meantValue(this.document, node, field.type);
    this.findings.push({
      kind: 'wrong-type',
      node,
      message: `\`${field.name}\` must be ${expected(field.type)}, found ${found}${advice}`,
      level: isNumericId ? 'warning' : levelOfWrongType(field),
      ...(meant === undefined ? {} : { meant }),
    });
  }
}

interface TypeNames {
  readonly names: NameSet;
  /** A bit for each field that is not optional. */
  readonly needed: number;
}

const typeNames = new Map<ObjectType, TypeNames>();

function namesOf(type: ObjectType): TypeNames {
  const known = typeNames.get(type);
  if (known) return known;
  const bits = type.fields.map(({ presence }, index) => (presence === 'optional' ? 0 : 1 << index));
  const made = {
    names: new NameSet(type.fields.map(field => field.name)),
    needed: bits.reduce((all, bit) => all | bit, 0),
  };
  typeNames.set(type, made);
  return made;
}

/** The same value as the field's type writes it; undefined where that would be another value. */
function meantValue(
  document: JsonDocument,
  node: NodeIndex,
  { kind }: FieldType,
): string | undefined {
  const raw = document.rawText(node);
  const isDigits = /^-?(0|[1-9]\d*)$/.test(raw);
  if (kind === 'id' && isDigits) return JSON.stringify(raw);
  const text = document.stringValue(node);
  if (text === undefined) return undefined;
  if (kind === 'words') return `[${raw}]`;
  const isCount = /^(0|[1-9]\d{0,14})$/.test(text);
  return isCount && (kind === 'number' || kind === 'integer') ? text : undefined;
}

/** Without its lists an export cannot be loaded as Pendo means it. */
function levelOfWrongType({ type, presence }: Field): 'error' | 'warning' {
  const isStructure = type.kind === 'files' || type.kind === 'list' || type.kind === 'object';
  return presence === 'required' || isStructure ? 'error' : 'warning';
}

function expected(type: FieldType): string {
  switch (type.kind) {
    case 'string':
    case 'id':
      return 'a string';
    case 'integer':
      return 'a whole number from 0';
    case 'number':
      return 'a number';
    case 'files':
      return 'an array of paths';
    case 'words':
      return 'null or an array of strings';
    case 'object':
      return 'an object';
    case 'list':
      return 'an array of objects';
  }
}

function article(kind: JsonKind): string {
  switch (kind) {
    case 'array':
    case 'object':
      return `an ${kind}`;
    case 'number':
    case 'string':
      return `a ${kind}`;
    default:
      return kind;
  }
}

function quotedName({ name }: Field): string {
  return `\`${name}\``;
}
