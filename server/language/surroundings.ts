import type { MatchableNames } from '../../shared/facts/matchableNames';
import type { ManifestFacts } from '../../shared/manifest/facts';
import type { OpenManifest } from '../openManifest';
import type { Ownership } from './ownership';

/** A manifest and what is known around it. */
export interface Surroundings {
  readonly manifest: OpenManifest;
  readonly facts: ManifestFacts;
  readonly ownership: Ownership;
  /** Undefined for a document that is no file. */
  readonly names: MatchableNames | undefined;
  readonly now: Date;
}
