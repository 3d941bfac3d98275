// What the tree asks of the worker thread. Manifests may have 100 MB: they are read, and stay, over there.
import type { ChosenSlices } from '../listing/chooseMatched';
import type { ListedOverview } from '../listing/listApplication';
import type { Container, Contents } from '../listing/listContents';
import type { MatchableType } from '../manifest/types';
import type { SimulationSummary } from '../simulator/simulation';
import type { FoundManifest } from '../storage/discovery';

export type ExploreRequests = {
  /** A destination is opened. Reads names, never content. */
  manifests: { params: { readonly destination: string }; result: FoundManifests };
  /** An application is shown. Where a database is named, the host holds its lock for reading. */
  application: { params: ApplicationQuestion; result: ListedOverview };
  /** An export or a day is opened. */
  contents: { params: ContentsQuestion; result: Contents };
  /** Pages, features or track types of a day are opened, or filtered. */
  matched: { params: MatchedQuestion; result: ChosenSlices };
  /** The user wants to try it with sample data, in a folder that is new or holds an earlier sample. */
  simulate: {
    params: { readonly folder: string };
    result: SimulationSummary;
    progress: { readonly files: number; readonly bytes: number };
  };
};

export interface FoundManifests {
  /** What the destination is called in messages. */
  readonly url: string;
  /** By path. */
  readonly manifests: readonly FoundManifest[];
}

/** One manifest of a destination. */
export interface ManifestPlace {
  /** A folder or URL. */
  readonly destination: string;
  readonly manifest: FoundManifest;
}

export interface ApplicationQuestion extends ManifestPlace {
  /** Folder of the local databases; undefined where there is none yet. */
  readonly database: string | undefined;
}

export interface ContentsQuestion extends ManifestPlace {
  readonly container: Container;
}

export interface MatchedQuestion extends ManifestPlace {
  readonly container: Exclude<Container, { kind: 'export' }>;
  readonly type: MatchableType;
  /** Part of a name, group or id, regardless of case; empty is all. */
  readonly filter: string;
  /** At most so many slices are wanted. */
  readonly limit: number;
}
