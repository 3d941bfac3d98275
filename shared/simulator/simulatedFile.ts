/** One file of a simulated destination. Take all chunks before the next file is asked for. */
export interface SimulatedFile {
  /** Below the destination's root: `datasync/<subscription>/<application>/…`. */
  readonly path: string;
  readonly role: FileRole;
  readonly chunks: Iterable<Uint8Array>;
}

/** What makers of files yield: a file, or undefined where a pause is welcome. */
export type FileOrPause = SimulatedFile | undefined;

/** What a file is for. */
export type FileRole =
  /** One period of an application's events. */
  | { readonly kind: 'allEvents' | 'matched'; readonly day: number }
  /** Definitions, account and visitor records, the metadata schema. */
  | { readonly kind: 'table' }
  | { readonly kind: 'billOfMaterials' }
  | { readonly kind: 'exportManifest' };
