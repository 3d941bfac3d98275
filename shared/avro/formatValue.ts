// A decoded value → the text that a cell, a CSV field or a JSON document shows. `raw` shows the underlying numbers instead.
import { DataSyncError } from '../errors';
import type { AvroValue } from './avroValue';
import { isArrayValue, isMapValue, isRecordValue } from './avroValue';
import type { AvroType } from './fields';
import { showScalar } from './showScalar';
import { branchOf } from './unionBranch';

/** What stands in a cell: nested values as JSON text, bytes as base64, what JSON has no number for as text. */
export type ShownValue = null | boolean | number | bigint | string;

/** How to show values. */
export interface ShowOptions {
  /** Underlying numbers instead of the texts of logical types. */
  readonly raw?: boolean | undefined;
}

/** The value as a cell shows it. */
export function showValue(value: AvroValue, type: AvroType, options: ShowOptions = {}): ShownValue {
  switch (type.kind) {
    case 'union': {
      const branch = branchOf(value, type.branches);
      return showValue(branch.value, branch.type, options);
    }
    case 'record':
    case 'array':
    case 'map':
      return toJsonText(value, type, options);
    default:
      return showScalar(value, type, options);
  }
}

/** The value as JSON text: longs with all their digits, nested values as JSON. */
export function toJsonText(value: AvroValue, type: AvroType, options: ShowOptions = {}): string {
  switch (type.kind) {
    case 'union': {
      const branch = branchOf(value, type.branches);
      return toJsonText(branch.value, branch.type, options);
    }
    case 'record': {
      if (!isRecordValue(value)) throw misfit(type);
      const fields = type.fields.filter(({ name }) => name in value);
      const texts = fields.map(({ name, type: field }) => {
        return `${JSON.stringify(name)}:${toJsonText(value[name] ?? null, field, options)}`;
      });
      return `{${texts.join(',')}}`;
    }
    case 'array': {
      if (!isArrayValue(value)) throw misfit(type);
      return `[${value.map(item => toJsonText(item, type.items, options)).join(',')}]`;
    }
    case 'map': {
      if (!isMapValue(value)) throw misfit(type);
      const entries: string[] = [];
      for (const [key, item] of value) {
        entries.push(`${JSON.stringify(key)}:${toJsonText(item, type.values, options)}`);
      }
      return `{${entries.join(',')}}`;
    }
    default:
      return shownToJson(showScalar(value, type, options));
  }
}

function shownToJson(value: ShownValue): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    default:
      return String(value);
  }
}

function misfit(type: AvroType): DataSyncError {
  return new DataSyncError('internal', `a value that is no ${type.kind} was to be shown as one`);
}
