// Writer schema → the source of a function that decodes rows. Compiled code is several times as fast as walking the schema per value.
// Names and symbols from the file never become source text but through JSON.stringify.
import type { AvroType, Field, RecordType } from './fields';
import { leastBytes } from './leastBytes';
import { sharedRecords } from './sharedRecords';

/** What to compile. */
export interface DecoderShape {
  /** Fields of the root record to decode; the others are skipped. Absent means all. */
  readonly columns?: ReadonlySet<string> | undefined;
  /** Keep the branch of unions with several branches besides null. */
  readonly branches: boolean;
}

/** Source text, and the values that it refers to as `k[0]`, `k[1]`, … */
export interface DecoderSource {
  /** The body of a function of `k` that returns a function of `s` (Cursor), `n` (rows) and `out` (array). */
  readonly source: string;
  readonly constants: readonly Constant[];
}

/** What compiled code refers to besides the cursor. */
export type Constant =
  /** The symbols of an enum. */
  | { readonly kind: 'symbols'; readonly symbols: readonly string[] }
  /** The class of a record with these fields. */
  | { readonly kind: 'record'; readonly fields: readonly string[] }
  /** The class UnionValue. */
  | { readonly kind: 'union' };

/** Compiles a type to source text. */
export function decoderSource(type: AvroType, shape: DecoderShape): DecoderSource {
  return new Compiler(type, shape).compile();
}

/** Fields of one compiled function; V8 optimizes no function beyond some 60 KB of bytecode. */
export const fieldsPerFunction = 60;

const prologue = 'const b=s.bytes,view=s.view,end=s.end;let p=s.position,x=0;';
const epilogue = 's.position=p;';

class Compiler {
  readonly #constants: Constant[] = [];
  readonly #functions: string[] = [];
  readonly #recordFunctions = new Map<string, string>();
  readonly #shared: ReadonlySet<RecordType>;
  #names = 0;

  constructor(
    readonly type: AvroType,
    readonly shape: DecoderShape,
  ) {
    this.#shared = sharedRecords(type);
  }

  compile(): DecoderSource {
    const row =
      this.type.kind === 'record'
        ? this.#record(this.type, 'v', '0', this.shape.columns)
        : this.#read(this.type, 'v', '0');
    const loop = `for(let i=0;i<n;i++){s.row=i;let v;${row}out.push(v);}`;
    const main = `return function decode(s,n,out){${prologue}${loop}${epilogue}};`;
    return {
      source: `"use strict";${this.#functions.join('')}${main}`,
      constants: this.#constants,
    };
  }

  /** Statements that decode a value into the variable `into`. */
  #read(type: AvroType, into: string, depth: string): string {
    switch (type.kind) {
      case 'null':
        return `${into}=null;`;
      case 'boolean':
        return `${need(1)}x=b[p];if(x>1)s.notBoolean(p);p++;${into}=x===1;`;
      case 'int':
      case 'long':
        return `${need(1)}x=b[p];if(x<128){p++;${into}=(x>>>1)^-(x&1);}else{${call(into, `${type.kind}()`)}}`;
      case 'float':
        return `${need(4)}${into}=view.getFloat32(p,true);p+=4;`;
      case 'double':
        return `${need(8)}${into}=view.getFloat64(p,true);p+=8;`;
      case 'string':
        return `${sized}${into}=s.text(p,x);p+=x;`;
      case 'bytes':
        return `${sized}${into}=b.slice(p,p+=x);`;
      case 'fixed':
        return `${need(type.size)}${into}=b.slice(p,p+=${type.size});`;
      case 'enum':
        return this.#enum(type.symbols, into);
      case 'record':
        return this.#nestedRecord(type, into, depth);
      case 'array':
        return this.#items(type.items, depth, item => [
          `${into}=[];`,
          '',
          `${into}.push(${item});`,
        ]);
      case 'map':
        return this.#map(type.values, into, depth);
      case 'union':
        return this.#union(type.branches, into, depth);
    }
  }

  /** Statements that step over a value. */
  #skip(type: AvroType, depth: string): string {
    switch (type.kind) {
      case 'null':
        return '';
      case 'boolean':
        return skip(1);
      case 'int':
      case 'long':
      case 'enum':
        return `do{${need(1)}}while(b[p++]>127);`;
      case 'float':
        return skip(4);
      case 'double':
        return skip(8);
      case 'string':
      case 'bytes':
        return `${sized}p+=x;`;
      case 'fixed':
        return skip(type.size);
      case 'record':
        return this.#nestedRecord(type, undefined, depth);
      case 'array':
        return this.#skipItems(type.items, '', depth);
      case 'map':
        return this.#skipItems(type.values, `${sized}p+=x;`, depth);
      case 'union': {
        const arms = type.branches.map(branch => this.#skip(branch, depth));
        return `${index}${choose(arms)}`;
      }
    }
  }

  #enum(symbols: readonly string[], into: string): string {
    const list = this.#constant({ kind: 'symbols', symbols });
    const count = symbols.length;
    return `${index}if(x>=${count})s.outside(p-1,x,${count},"symbol");${into}=${list}[x];`;
  }

  #union(branches: readonly AvroType[], into: string, depth: string): string {
    const kept = this.shape.branches && branches.filter(({ kind }) => kind !== 'null').length > 1;
    const union = kept ? this.#constant({ kind: 'union' }) : '';
    const arms = branches.map((branch, at) => {
      const read = this.#read(branch, into, depth);
      return kept && branch.kind !== 'null' ? `${read}${into}=new ${union}(${at},${into});` : read;
    });
    return `${index}${choose(arms)}`;
  }

  #map(values: AvroType, into: string, depth: string): string {
    const key = this.#name();
    const readKey = `let ${key};${this.#read({ kind: 'string' }, key, depth)}`;
    return this.#items(values, depth, item => [
      `${into}=new Map();`,
      readKey,
      `${into}.set(${key},${item});`,
    ]);
  }

  /** The loops of an array or a map; `parts` gives what begins it, what precedes an item and what keeps one. */
  #items(type: AvroType, depth: string, parts: (item: string) => [string, string, string]): string {
    const item = this.#name();
    const left = this.#name();
    const [create, before, keep] = parts(item);
    const least = leastBytes(type) + (before === '' ? 0 : 1);
    const body = `${before}let ${item};${this.#read(type, item, depth)}${keep}`;
    return `${create}${blocksOfItems(left, least, body)}`;
  }

  #skipItems(type: AvroType, before: string, depth: string): string {
    const least = leastBytes(type) + (before === '' ? 0 : 1);
    return blocksOfItems(this.#name(), least, `${before}${this.#skip(type, depth)}`);
  }

  /** A record that is part of another value: compiled in place, or called where it occurs more than once. */
  #nestedRecord(type: RecordType, into: string | undefined, depth: string): string {
    const isFree = leastBytes(type) === 0;
    if (into === undefined && isFree) return '';
    if (!this.#shared.has(type)) {
      return into === undefined
        ? this.#skipRecord(type, depth)
        : this.#record(type, into, depth, undefined);
    }
    const name = this.#recordFunction(type, into !== undefined);
    const value = into === undefined ? '' : `${into}=`;
    return `s.position=p;${value}${name}(s,${depth}+1);p=s.position;`;
  }

  #recordFunction(type: RecordType, reads: boolean): string {
    const key = `${reads ? 'read' : 'skip'} ${type.name}`;
    const known = this.#recordFunctions.get(key);
    if (known !== undefined) return known;
    const name = this.#name();
    this.#recordFunctions.set(key, name);
    const body = reads
      ? `let v;${this.#record(type, 'v', 'd', undefined)}${epilogue}return v;`
      : `${this.#skipRecord(type, 'd')}${epilogue}`;
    // Records without bytes that hold each other twice are 2^depth calls: those are counted.
    const enter = `s.enter(d);${leastBytes(type) === 0 ? 's.spend(1,s.position);' : ''}`;
    this.#functions.push(`function ${name}(s,d){${enter}${prologue}${body}}`);
    return name;
  }

  #record(
    type: RecordType,
    into: string,
    depth: string,
    columns: ReadonlySet<string> | undefined,
  ): string {
    const wanted = (field: Field): boolean => columns === undefined || columns.has(field.name);
    const names = type.fields.filter(wanted).map(({ name }) => name);
    const create = `${into}=new ${this.#constant({ kind: 'record', fields: names })}`;
    if (type.fields.length > fieldsPerFunction) {
      return `${create}();${this.#parts(type.fields, into, depth, wanted)}`;
    }
    const values: string[] = [];
    const reads = type.fields.map(field => {
      if (!wanted(field)) return this.#skip(field.type, depth);
      const value = this.#name();
      values.push(value);
      return `let ${value};${this.#read(field.type, value, depth)}`;
    });
    return `${reads.join('')}${create}(${values.join(',')});`;
  }

  #skipRecord(type: RecordType, depth: string): string {
    if (type.fields.length > fieldsPerFunction) {
      return this.#parts(type.fields, 'null', depth, () => false);
    }
    return type.fields.map(field => this.#skip(field.type, depth)).join('');
  }

  /** The fields of a wide record, in several functions that fill in the record. */
  #parts(
    fields: readonly Field[],
    record: string,
    depth: string,
    wanted: (field: Field) => boolean,
  ): string {
    const calls: string[] = [];
    for (let start = 0; start < fields.length; start += fieldsPerFunction) {
      const name = this.#name();
      const body = fields.slice(start, start + fieldsPerFunction).map(field => {
        if (!wanted(field)) return this.#skip(field.type, 'd');
        const keep = `r[${JSON.stringify(field.name)}]=t;`;
        return `{let t;${this.#read(field.type, 't', 'd')}${keep}}`;
      });
      this.#functions.push(`function ${name}(s,r,d){${prologue}${body.join('')}${epilogue}}`);
      calls.push(`s.position=p;${name}(s,${record},${depth});p=s.position;`);
    }
    return calls.join('');
  }

  #name(): string {
    return `t${this.#names++}`;
  }

  #constant(constant: Constant): string {
    return `k[${this.#constants.push(constant) - 1}]`;
  }
}

/** Statement that fails unless so many bytes are left. */
function need(bytes: number): string {
  return bytes === 1 ? 'if(p>=end)s.short(p);' : `if(end-p<${bytes})s.short(p);`;
}

function skip(bytes: number): string {
  return `${need(bytes)}p+=${bytes};`;
}

/** Statement that calls a reader of the cursor. */
function call(into: string, reader: string): string {
  return `s.position=p;${into}=s.${reader};p=s.position;`;
}

/** Reads a branch, symbol or length into x; nearly all are one byte and even, which is not negative. */
const index = `${need(1)}x=b[p];if(x<128&&(x&1)===0){p++;x>>>=1;}else{${call('x', 'size()')}}`;

/** Reads a length into x and fails unless so many bytes follow. */
const sized = `${index}if(x>end-p)s.short(p);`;

/** Runs the arm whose number is in x. */
function choose(arms: readonly string[]): string {
  const cases = arms.map((arm, at) => `${at === 0 ? '' : 'else '}if(x===${at}){${arm}}`);
  return `${cases.join('')}else s.outside(p-1,x,${arms.length},"branch");`;
}

/** The blocks of an array or map, each with a count and ended by a count of 0. */
function blocksOfItems(left: string, least: number, body: string): string {
  const loop = `while(${left}-->0){${body}}`;
  return `for(;;){let ${left};${call(left, `items(${least})`)}if(${left}===0)break;${loop}}`;
}
