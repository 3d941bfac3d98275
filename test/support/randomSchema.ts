// Random writer schemas and values that fit them, with everything that a bulk load must get right.
import type { SeededRandom } from '../../shared/util/seededRandom';

type Schema = string | Schema[] | { readonly [key: string]: unknown };

/** A schema and a maker of values, in the form that avsc writes with its unions wrapped where it must. */
export interface RandomType {
  readonly schema: Schema;
  /** The value, and the key by which avsc wraps it in a union. */
  make(): unknown;
  readonly branch: string;
}

/** A record of random fields. */
export function randomRecord(random: SeededRandom): {
  readonly schema: Schema;
  readonly rows: (count: number) => unknown[];
} {
  const types = new TypeMaker(random);
  const fields = Array.from({ length: random.between(1, 12) }, (_, index) => {
    const name = random.chance(0.1) ? `Field${index}` : `field${index}`;
    return { name, type: types.any(2) };
  });
  return {
    schema: {
      type: 'record',
      name: 'Row',
      fields: fields.map(({ name, type }) => ({ name, type: type.schema })),
    },
    rows: count =>
      Array.from({ length: count }, () =>
        Object.fromEntries(fields.map(({ name, type }) => [name, type.make()])),
      ),
  };
}

const longLogicals = [
  'time-micros',
  'timestamp-millis',
  'timestamp-micros',
  'timestamp-nanos',
  'local-timestamp-millis',
  'local-timestamp-micros',
  'local-timestamp-nanos',
];

class TypeMaker {
  readonly #random: SeededRandom;
  #names = 0;

  constructor(random: SeededRandom) {
    this.#random = random;
  }

  any(depth: number): RandomType {
    const random = this.#random;
    const makers = [
      () => this.#plain(),
      () => this.#plain(),
      () => this.#logical(),
      () => this.#sized(),
      ...(depth > 0
        ? [
            () => this.#union(depth - 1),
            () => this.#union(depth - 1),
            () => this.#nested(depth - 1),
          ]
        : []),
    ];
    return random.pick(makers)();
  }

  #plain(): RandomType {
    const random = this.#random;
    const kind = random.pick([
      'boolean',
      'int',
      'long',
      'float',
      'double',
      'string',
      'bytes',
    ] as const);
    const make = {
      boolean: () => random.chance(0.5),
      int: () => this.#int(),
      long: () => this.#long(),
      float: () => Math.fround(this.#double()),
      double: () => this.#double(),
      string: () => this.#text(),
      bytes: () => this.#bytes(random.below(9)),
    }[kind];
    return { schema: kind, branch: kind, make };
  }

  #logical(): RandomType {
    const random = this.#random;
    switch (random.below(6)) {
      case 0:
        return this.#int32({ type: 'int', logicalType: 'date' }, 3_000_000);
      case 1:
        return this.#int32({ type: 'int', logicalType: 'time-millis' }, 90_000_000);
      case 2: {
        const make = () => random.pick(['', '01234567-89ab-cdef-0123-456789abcdef', this.#text()]);
        return { schema: { type: 'string', logicalType: 'uuid' }, branch: 'string', make };
      }
      case 3: {
        const scale = random.below(6);
        const schema = { type: 'bytes', logicalType: 'decimal', precision: 30, scale };
        return { schema, branch: 'bytes', make: () => this.#bytes(random.below(13)) };
      }
      default: {
        const logicalType = random.pick(longLogicals);
        return {
          schema: { type: 'long', logicalType },
          branch: 'long',
          make: () => this.#moment(),
        };
      }
    }
  }

  #int32(schema: Schema, span: number): RandomType {
    const random = this.#random;
    const make = () => (random.chance(0.1) ? this.#int() : random.between(-span / 10, span));
    return { schema, branch: 'int', make };
  }

  #sized(): RandomType {
    const random = this.#random;
    const name = `Named${this.#names++}`;
    if (random.chance(0.4)) {
      const symbols = Array.from({ length: random.between(1, 90) }, (_, i) => `S${i}_${name}`);
      return {
        schema: { type: 'enum', name, symbols },
        branch: name,
        make: () => random.pick(symbols),
      };
    }
    const size = random.pick([12, 16, random.below(20)]);
    const logical =
      size === 12 ? { logicalType: 'duration' } : size === 16 ? { logicalType: 'uuid' } : {};
    const schema = { type: 'fixed', name, size, ...(random.chance(0.7) ? logical : {}) };
    return { schema, branch: name, make: () => this.#bytes(size) };
  }

  #union(depth: number): RandomType {
    const random = this.#random;
    const branches = new Map<string, RandomType>();
    for (let wanted = random.pick([1, 1, 1, 2, 3]); wanted > 0; wanted--) {
      const type = this.any(depth);
      if (!Array.isArray(type.schema)) branches.set(type.branch, type);
    }
    const none: RandomType = { schema: 'null', branch: 'null', make: () => null };
    const types = [...branches.values()];
    types.splice(random.below(types.length + 1), 0, none);
    const make = () => {
      const type = random.pick(types);
      return type === none ? null : { [type.branch]: type.make() };
    };
    return { schema: types.map(({ schema }) => schema), branch: 'union', make };
  }

  #nested(depth: number): RandomType {
    const random = this.#random;
    const inner = this.any(depth);
    const count = () => random.pick([0, 0, 1, 2, 5]);
    switch (random.below(3)) {
      case 0: {
        const make = () => Array.from({ length: count() }, () => inner.make());
        return { schema: { type: 'array', items: inner.schema }, branch: 'array', make };
      }
      case 1: {
        const make = () =>
          Object.fromEntries(Array.from({ length: count() }, () => [this.#text(), inner.make()]));
        return { schema: { type: 'map', values: inner.schema }, branch: 'map', make };
      }
      default: {
        const name = `Record${this.#names++}`;
        const other = this.any(depth);
        const fields = [
          { name: 'a', type: inner.schema },
          { name: 'b', type: other.schema },
        ];
        const make = () => ({ a: inner.make(), b: other.make() });
        return { schema: { type: 'record', name, fields }, branch: name, make };
      }
    }
  }

  #int(): number {
    const random = this.#random;
    return (
      random.pick([0, -1, 63, 64, -64, -65, 8191, 8192, 2147483647, -2147483648]) ^ random.below(4)
    );
  }

  #long(): number | bigint {
    const random = this.#random;
    if (random.chance(0.3)) return this.#int();
    const shift = BigInt(random.below(64));
    const value = (BigInt(random.below(2 ** 31)) << shift) ^ BigInt(random.below(9));
    return numberIfSafe(BigInt.asIntN(64, random.chance(0.5) ? value : -value));
  }

  #moment(): number | bigint {
    const random = this.#random;
    const units = random.pick([1n, 1000n, 1000000n, 1000000000n]);
    const seconds = BigInt(random.between(-70_000_000, 2_000_000_000));
    return random.chance(0.1)
      ? this.#long()
      : numberIfSafe(seconds * units + BigInt(random.below(2 ** 30)));
  }

  #double(): number {
    const random = this.#random;
    const special = [0, -0, 1, -1.5, NaN, Infinity, -Infinity, 1e300, 5e-324, 9007199254740992];
    return random.chance(0.5)
      ? random.pick(special)
      : (random.next() - 0.5) * 10 ** random.below(20);
  }

  #text(): string {
    const random = this.#random;
    const pieces = [
      '',
      'a',
      'päge',
      '日本',
      '🙂',
      'x\u0000y',
      '"quoted"',
      '\\',
      '\n',
      'https://x.example/',
    ];
    const text = Array.from({ length: random.below(5) }, () => random.pick(pieces)).join('');
    return random.chance(0.05) ? text.repeat(200) : text;
  }

  #bytes(length: number): Buffer {
    const random = this.#random;
    return Buffer.from(
      Array.from({ length }, () => random.pick([0, 1, 127, 128, 255, random.below(256)])),
    );
  }
}

function numberIfSafe(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
