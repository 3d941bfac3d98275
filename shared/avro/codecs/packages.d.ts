// The parts in use of packages that come without types.
declare module 'snappyjs' {
  export function compress(bytes: Uint8Array): Uint8Array;
}

declare module 'seek-bzip' {
  interface ByteInput {
    /** The next byte; -1 or an error at the end. */
    readByte(): number;
    read(into: Uint8Array, start: number, length: number): number;
    eof(): boolean;
  }
  interface ByteOutput {
    writeByte(byte: number): void;
  }
  const Bunzip: {
    decode(input: ByteInput, output: ByteOutput, multistream: boolean): void;
  };
  export default Bunzip;
}
