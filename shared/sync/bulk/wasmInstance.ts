// Makes generated code run: its imports are SQLite's functions and the runtime in JavaScript.
import type { NativeInsert } from '../../engine/engine';
import type { DecoderRuntime } from './decoderRuntime';
import type { Scratch } from './scratch';

/** The exports of the generated module, which its generator knows the types of. */
export function instantiate<T>(
  code: Uint8Array,
  native: NativeInsert,
  ...[runtime, scratch]: [DecoderRuntime, Scratch]
): T {
  const host = {
    fail: (failure: number, at: number, value: bigint) => runtime.report(failure, at, value),
    checkText: (start: number, length: number) => runtime.checkText(start, length),
    calendar: (place: number, value: bigint) => scratch.writeCalendar(place, value),
    day: (place: number, day: bigint) => (scratch.writeDay(place, day) ? 1 : 0),
    convert: (place: number, at: number, end: number) => scratch.convert(place, at, end),
  };
  const imports = { env: { memory: native.memory }, sqlite: native.functions, host };
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(code), imports);
  return exports as unknown as T;
}
