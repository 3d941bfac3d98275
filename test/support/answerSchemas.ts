// The schemas in schemas/cli, as checks of what the command line answered.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';

export const schemaFolder = path.join(__dirname, '../../../schemas/cli');

const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true });
const compiled = new Map<string, ValidateFunction>();

/** Parses what a verb wrote and holds it against `schemas/cli/<name>.json`; returns the document. */
export function requireAnswer(name: string, text: string): unknown {
  const document: unknown = JSON.parse(text);
  const validate = validatorOf(name);
  const valid = validate(document);
  assert.ok(valid, `${name}: ${ajv.errorsText(validate.errors?.slice(0, 5) ?? null)}`);
  return document;
}

function validatorOf(name: string): ValidateFunction {
  const known = compiled.get(name);
  if (known) return known;
  const text = readFileSync(path.join(schemaFolder, `${name}.json`), 'utf8');
  const schema: unknown = JSON.parse(text);
  assert.ok(typeof schema === 'object' && schema !== null, `${name}.json is no schema`);
  const validate = ajv.compile(schema);
  compiled.set(name, validate);
  return validate;
}
