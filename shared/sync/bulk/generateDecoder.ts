// Writes the JavaScript of a row decoder for one writer schema: it walks the bytes of a block in the
// engine's heap and binds what it finds to an INSERT, without a JavaScript value for any text.
import type { AvroType, LogicalType } from '../../avro/fields';
import { isNullable, nonNullBranches } from '../../columns/columns';
import type { ScratchSpec } from './scratch';

/** One field of the writer schema and the parameters that take it. */
export interface BulkField {
  readonly type: AvroType;
  /** Counts from 1; undefined: the value is skipped. */
  readonly param?: number;
  /** Takes the decimal digits of an integer where the column has no type that would convert them. */
  readonly integerParam?: number;
}

export interface DecoderSource {
  /** Body of `(R, B, S, start, end, rows, firstRow) => position`, see `RowDecoder`. */
  readonly code: string;
  /** What the code expects in S. */
  readonly scratch: readonly ScratchSpec[];
}

/** The source of the decoder; `rowParam` takes the row's number. */
export function generateDecoder(
  fields: readonly BulkField[],
  rowParam: number | undefined,
): DecoderSource {
  const writer = new SourceWriter();
  const body = fields.map(field => writer.field(field)).join('');
  const bindRow = rowParam === undefined ? '' : bindNumber(rowParam, 'firstRow+r');
  const code = `'use strict';
let h=B.heap(),w=new DataView(h.buffer),p=start,x=0,y=0,v=0,l=0;const e=end;
${writer.declarations.join('')}
for(let r=0;r<rows;r++){R.row=r;
${body}if(p>e)R.pastEnd(p);
${bindRow}B.step();
if(h.length===0){h=B.heap();w=new DataView(h.buffer)}
}return p;`;
  return { code, scratch: writer.scratch };
}

class SourceWriter {
  readonly declarations: string[] = [];
  readonly scratch: ScratchSpec[] = [];

  field(field: BulkField): string {
    const { type, param } = field;
    if (param === undefined) return `{${this.#value(type, new Skip())}}\n`;
    const branches = nonNullBranches(type);
    const target = new Target(param, field.integerParam, branches.length === 1, canBeNull(type));
    this.declarations.push(target.declaration());
    return `{${this.#value(type, target)}}\n`;
  }

  #value(type: AvroType, target: Target | Skip): string {
    switch (type.kind) {
      case 'null':
        return target.bindNull();
      case 'boolean':
        return `if(p>=e)R.pastEnd(p);v=h[p++];if(v>1)R.badBoolean(p-1,v);${target.bindInteger()}`;
      case 'int':
      case 'long':
        return this.#integer(type.kind, type.logical, target);
      case 'float':
        return `if(e-p<4)R.pastEnd(p);v=w.getFloat32(p,true);p+=4;${target.bindReal()}`;
      case 'double':
        return `if(e-p<8)R.pastEnd(p);v=w.getFloat64(p,true);p+=8;${target.bindReal()}`;
      case 'string':
        return `${readLength}${target.bindText('p', 'l', true)}p+=l;`;
      case 'bytes':
        if (type.logical && target.wanted) return this.#converted(type, target);
        return `${readLength}${target.bindBlob('p', 'l')}p+=l;`;
      case 'fixed':
        if (type.logical && target.wanted) return this.#converted(type, target);
        return `if(e-p<${type.size})R.pastEnd(p);${target.bindBlob('p', String(type.size))}p+=${type.size};`;
      case 'enum':
        return this.#enum(type.symbols, target);
      case 'union':
        return this.#union(type.branches, target);
      case 'record':
      case 'array':
      case 'map':
        return this.#converted(type, target);
    }
  }

  #integer(kind: 'int' | 'long', logical: LogicalType | undefined, target: Target | Skip): string {
    const read = readNumber('v', kind);
    if (!target.wanted) return read;
    if (!logical) {
      const place = kind === 'long' ? this.#place({ kind: 'integer' }) : '';
      return read + target.bindInteger(place);
    }
    const place = this.#place({ kind: 'calendar', logical });
    return read + target.bindCalendar(place);
  }

  #enum(symbols: readonly string[], target: Target | Skip): string {
    const count = symbols.length;
    const check = `if(!(v>=0&&v<${count}))R.badSymbol(p,v,${count});`;
    const read = readNumber('v', 'int') + check;
    if (!target.wanted) return read;
    const place = this.#place({ kind: 'symbols', symbols });
    return `${read}${target.bindText(`${place}.pointers[v]`, `${place}.lengths[v]`, false)}`;
  }

  #union(branches: readonly AvroType[], target: Target | Skip): string {
    const cases = branches.map(
      (branch, i) => `case ${2 * i}:{${this.#value(branch, target)}break}`,
    );
    // The index is a zigzag number: branch i is written as 2i.
    return `x=h[p++];if(x>127){x=2*R.long(h,p-1);p=R.position}switch(x){${cases.join('')}default:R.badBranch(p-1,x/2,${branches.length})}`;
  }

  /** What the reader of the type turns into text by itself. */
  #converted(type: AvroType, target: Target | Skip): string {
    const place = this.#place({ kind: 'converted', type });
    const read = `p=${place}.read(h,p,e,${target.wanted});if(h.length===0){h=B.heap();w=new DataView(h.buffer)}`;
    return `${read}${target.bindText(`${place}.pointer`, `${place}.length`, false)}`;
  }

  #place(spec: ScratchSpec): string {
    const name = `S${this.scratch.length}`;
    this.declarations.push(`const ${name}=S[${this.scratch.length}];`);
    this.scratch.push(spec);
    return name;
  }
}

/** NaN becomes NULL. */
function canBeNull(type: AvroType): boolean {
  return (
    isNullable(type) ||
    nonNullBranches(type).some(({ kind }) => kind === 'float' || kind === 'double') ||
    nonNullBranches(type).length > 1
  );
}

/** A zigzag varint of one or two bytes in place, longer ones by the runtime. */
function readNumber(into: string, kind: 'int' | 'long' | 'length'): string {
  return `x=h[p++];if(x<128)${into}=(x>>>1)^-(x&1);else{y=h[p++];if(y<128){x=(x&127)|(y<<7);${into}=(x>>>1)^-(x&1)}else{${into}=R.${kind}(h,p-2);p=R.position}}`;
}

const readLength = `${readNumber('l', 'length')}if(l<0||l>e-p)R.badLength(p,l,e);`;

function bindNumber(param: number, value: string): string {
  return `v=${value};if(v===(v|0))B.bindInt(${param},v);else B.bindDouble(${param},v);`;
}

/** How a value of a skipped field is not bound. */
class Skip {
  readonly wanted = false;
  readonly bindNull = () => '';
  readonly bindInteger = () => '';
  readonly bindReal = () => '';
  readonly bindText = () => '';
  readonly bindBlob = () => '';
}

/**
 * How a value is bound. Bindings outlive a step, so what did not change since the last row is not
 * bound again: n is 1 while the parameter is NULL, m while the integer's own parameter is, and c is
 * the number whose text is bound.
 */
class Target {
  readonly wanted = true;
  constructor(
    readonly param: number,
    readonly integerParam: number | undefined,
    readonly single: boolean,
    readonly nullable: boolean,
  ) {}

  declaration(): string {
    return `let n${this.param}=0,m${this.param}=0,c${this.param}=NaN,l${this.param}=0;`;
  }

  bindNull(): string {
    return `if(n${this.param}===0){B.bindNull(${this.param});n${this.param}=1}${this.#noInteger()}`;
  }

  bindInteger(place = ''): string {
    const { param, integerParam } = this;
    const small = `B.bindInt(${param},v);${this.#bound()}`;
    // Only a long needs more than 32 bits.
    if (place === '') return small;
    if (integerParam === undefined) {
      const digits = `l=${place}.writeBig(h,R.big);B.bindText(${param},${place}.pointer,l);`;
      return `if(v===(v|0))B.bindInt(${param},v);else if(v===v)B.bindDouble(${param},v);else{${digits}}${this.#notNull()}`;
    }
    // A double would stay a double in a column without a type.
    const digits = `l=${place}.writeBig(h,v===v?BigInt(v):R.big);B.bindText(${integerParam},${place}.pointer,l);m${param}=0;`;
    return `if(v===(v|0)){${small}}else{B.bindNull(${param});n${param}=1;${digits}}`;
  }

  bindReal(): string {
    const { param } = this;
    return `if(v===v){B.bindDouble(${param},v);${this.#bound()}}else{${this.bindNull()}}`;
  }

  bindText(pointer: string, length: string, check: boolean): string {
    const checked = check ? `R.checkText(h,w,${pointer},${length});` : '';
    return `${checked}B.bindText(${this.param},${pointer},${length});${this.#bound()}`;
  }

  bindBlob(pointer: string, length: string): string {
    return `B.bindBlob(${this.param},${pointer},${length});${this.#bound()}`;
  }

  /** A date or time: written as text beside the block, unless the last row had the same. */
  bindCalendar(place: string): string {
    const { param } = this;
    const write = `l${param}=v===v?${place}.write(h,v):${place}.writeBig(h,R.big);B.bindText(${param},${place}.pointer,l${param});c${param}=v;${this.#bound()}`;
    if (!this.single) return write;
    const again = this.nullable ? `v!==c${param}||n${param}===1` : `v!==c${param}`;
    return `if(${again}){${write}}`;
  }

  #bound(): string {
    return this.#notNull() + this.#noInteger();
  }

  #notNull(): string {
    return this.nullable ? `n${this.param}=0;` : '';
  }

  #noInteger(): string {
    const { param, integerParam } = this;
    return integerParam === undefined
      ? ''
      : `if(m${param}===0){B.bindNull(${integerParam});m${param}=1}`;
  }
}
