// What the generated code does with the values that it reads.
import type { CalendarPlace, Scratch } from './scratch';
import type { Code } from './wasmCode';

/** What happens to a value. Integers are in the local `value`, others in `real`. */
export interface ValueTarget {
  readonly wanted: boolean;
  nothing(): Code;
  /** An integer of 32 bits. */
  small(): Code;
  /** Any integer; without scratch one that a double holds. */
  integer(scratch: Scratch | undefined): Code;
  real(): Code;
  text(pointer: Code, length: Code, isChecked: boolean): Code;
  blob(pointer: Code, length: Code): Code;
  calendar(place: CalendarPlace): Code;
}

/** A field that no column takes. */
export class SkipTarget implements ValueTarget {
  readonly wanted = false;
  nothing = (): Code => [];
  small = (): Code => [];
  integer = (): Code => [];
  real = (): Code => [];
  text = (): Code => [];
  blob = (): Code => [];
  calendar = (): Code => [];
}
