import { keyHash } from './keyHash';

/** Names that keys are compared with many times, hashed once. */
export class NameSet {
  readonly hashes: readonly number[];

  constructor(readonly names: readonly string[]) {
    this.hashes = names.map(keyHash);
  }
}
