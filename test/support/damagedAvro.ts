// Avro files that are wrong in one way each, for tests of what is said about them.
import { containerBytes } from '../../shared/avro/writeContainer';
import { longBytes } from '../../shared/avro/varint';

/** A damaged file and what reading it must say. */
export interface DamagedAvro {
  readonly title: string;
  readonly bytes: Uint8Array;
  readonly code: string;
  /** Part of the message. */
  readonly says: RegExp;
}

const schema = { type: 'record', name: 'E', fields: [{ name: 'eventId', type: 'string' }] };
const syncMarker = new Uint8Array(16).fill(7);
const good = containerBytes({ schema, syncMarker }, [{ eventId: 'a' }, { eventId: 'b' }]);
const header = containerBytes({ schema, syncMarker }, []);
const twoTo60 = 2n ** 60n;

/** One file per kind of damage that the header or the framing shows. */
export const damagedAvroFiles: readonly DamagedAvro[] = [
  {
    title: 'a picture',
    bytes: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13),
    code: 'avro.bad-magic',
    says: /Obj/,
  },
  {
    title: 'an empty file',
    bytes: new Uint8Array(0),
    code: 'avro.truncated',
    says: /the file is empty/,
  },
  {
    title: 'a header that ends early',
    bytes: header.slice(0, 40),
    code: 'avro.truncated',
    says: /the file ends inside its header/,
  },
  {
    title: 'a block that claims 2^60 rows',
    bytes: Buffer.concat([header, longBytes(twoTo60), longBytes(16), syncMarker, syncMarker]),
    code: 'avro.bad-block',
    says: /1152921504606846976/,
  },
  {
    title: 'a schema that is not JSON',
    bytes: withSchema('{"type": "record", '),
    code: 'avro.bad-schema',
    says: /JSON/,
  },
  {
    title: 'a file that ends inside a block',
    bytes: good.slice(0, good.length - 5),
    code: 'avro.truncated',
    says: /block/,
  },
];

/** A header whose schema is this text. */
function withSchema(text: string): Uint8Array {
  const part = (value: string) => {
    const bytes = Buffer.from(value);
    return Buffer.concat([longBytes(bytes.length), bytes]);
  };
  return Buffer.concat([
    Buffer.from('Obj\u0001'),
    longBytes(1),
    part('avro.schema'),
    part(text),
    longBytes(0),
    syncMarker,
  ]);
}
