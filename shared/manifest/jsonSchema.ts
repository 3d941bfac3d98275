// schema.ts as JSON Schemas of draft 7, for editors and other programs: what a loader can read passes.
import type { Field, FieldType, ObjectType, StringFormat } from './fieldType';
import { matchableTypes } from './matchableId';
import { billOfMaterialsType, entryType, manifestType } from './schema';
import type { ManifestFileKind } from './types';

type JsonSchema = Readonly<Record<string, unknown>>;

/** The JSON Schema of one of the two files. */
export function jsonSchemaOf(kind: ManifestFileKind): JsonSchema {
  const isManifest = kind === 'exportManifest';
  const file = isManifest ? 'exportmanifest.json' : 'billofmaterials.json';
  const what = isManifest
    ? 'the complete exports of the last 30 days, of one application or of all accounts or visitors'
    : 'the contents of one export';
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: `https://json.schemastore.org/pendo-${file}`,
    title: `Pendo Data Sync ${file}`,
    description: `${file} of Pendo Data Sync: ${what}.`,
    ...objectSchema(isManifest ? manifestType : billOfMaterialsType),
  };
}

/** Further keys are allowed: Pendo adds some now and then. */
function objectSchema({ fields }: ObjectType): JsonSchema {
  const required = fields.filter(({ presence }) => presence === 'required');
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(field => [field.name, fieldSchema(field)])),
    ...(required.length > 0 ? { required: required.map(({ name }) => name) } : {}),
  };
}

function fieldSchema({ name, type, description, example }: Field): JsonSchema {
  const isExports = type.kind === 'list' && name === 'exports';
  // The manifest's own type leaves its exports open, since rules look at them one by one.
  const own = isExports ? { type: 'array', items: objectSchema(entryType) } : typeSchema(type);
  const isTold = example === undefined || 'examples' in own;
  return { description, ...own, ...(isTold ? {} : { examples: [JSON.parse(example)] }) };
}

function typeSchema(type: FieldType): JsonSchema {
  switch (type.kind) {
    case 'string':
      return { type: 'string', ...(type.format ? formatSchema(type.format) : {}) };
    case 'id':
      return { type: 'string', minLength: 1 };
    case 'integer':
    case 'number':
      return { type: 'integer', minimum: 0 };
    case 'files':
      // Documented are lists; single strings are read too.
      return { type: ['array', 'string'], items: { type: 'string' } };
    case 'words':
      return { type: ['array', 'null'], items: { type: 'string', examples: type.known } };
    case 'object':
      return objectSchema(type.type);
    case 'list':
      return { type: 'array', items: objectSchema(type.items) };
  }
}

function formatSchema(format: StringFormat): JsonSchema {
  switch (format) {
    case 'timestamp':
      // Some of Pendo's have no `Z`: they are UTC all the same.
      return {
        pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})?$',
      };
    case 'periodId':
      return { pattern: '^\\d{4}-\\d{2}-\\d{2}T00:00:00(\\.0+)?Z?$' };
    case 'url':
      return { pattern: '[^/]' };
    case 'matchableId':
      return { pattern: '^[^/]+/.+$' };
    case 'matchableType':
      return { minLength: 1, examples: matchableTypes };
  }
}
