// What the tree asks of the worker thread. Manifests may have 100 MB: they are read, and stay, over there.
import type { ChosenSlices } from '../listing/chooseMatched';
import type { ListedOverview } from '../listing/listApplication';
import type { Container, Contents } from '../listing/listContents';
import type { ExportChoice } from '../manifest/excerptOf';
import type { Finding } from '../manifest/rule';
import type { MatchableType } from '../manifest/types';
import type { SimulationSummary } from '../simulator/simulation';
import type { KnownTable } from '../sql/readyQueries';
import type { SqlVocabulary } from '../sql/vocabulary';
import type { FoundManifest } from '../storage/discovery';
import type { DatabasePlace } from '../worker/query/openForQuery';
import type { FailedApplication } from './worker';

export type ExploreRequests = {
  /** A destination is opened. Reads names, never content. */
  manifests: { params: { readonly destination: string }; result: FoundManifests };
  /** An application is shown. Where a database is named, the host holds its lock for reading. */
  application: { params: ApplicationQuestion; result: ReadOverview };
  /** An export or a day is opened. */
  contents: { params: ContentsQuestion; result: Contents };
  /** Pages, features or track types of a day are opened, or filtered. */
  matched: { params: MatchedQuestion; result: ChosenSlices };
  /** A report is written, which speaks of pages, features and track types by their names. */
  names: {
    params: NamesQuestion;
    result: { readonly names: readonly (readonly [matchableId: string, name: string])[] };
  };
  /** The local databases are shown. The host holds their lock for reading. */
  databases: {
    params: { readonly database: string };
    result: {
      readonly databases: readonly LoadedDatabase[];
      readonly failed: readonly FailedApplication[];
    };
  };
  /** Ready queries are wanted: what a query of this database sees. The host holds the lock for reading. */
  schema: { params: DatabasePlace; result: { readonly tables: readonly KnownTable[] } };
  /** A SQL document of this database is written in: what it can name. The host holds the lock for reading. */
  vocabulary: { params: DatabasePlace; result: SqlVocabulary };
  /** Somebody wants a manifest or bill of materials explained: what the rules find in it. */
  check: { params: CheckQuestion; result: CheckedDocument };
  /** A file of a destination is opened as a document. */
  file: { params: StoredFilePlace; result: StoredFile };
  /** A file of a bucket is about to be opened, or its size is wanted. */
  fileFacts: { params: Omit<StoredFilePlace, 'choice'>; result: FileFacts | null };
  /** An Avro file of a bucket is opened: the rows that a manifest read before says it has. */
  eventCount: {
    params: Omit<StoredFilePlace, 'choice'>;
    result: { readonly rowCount: number | null };
  };
  /** The user wants to try it with sample data, in a folder that is new or holds an earlier sample. */
  simulate: {
    params: { readonly folder: string };
    result: SimulationSummary;
    progress: { readonly files: number; readonly bytes: number };
  };
};

/** A local database and what is in it. */
export interface LoadedDatabase {
  readonly subscription: string;
  /** An application id, `account` or `visitor`. */
  readonly application: string;
  /** null where the sync that made it did not know. */
  readonly subscriptionName: string | null;
  readonly applicationName: string | null;
  /** All events first; tables of single pages, features and track types last, by their names. */
  readonly tables: readonly LoadedTable[];
}

/** A table, by what the ledger says. */
export interface LoadedTable {
  readonly name: string;
  /** What the page, feature or track type is called that the table holds the events of. */
  readonly matchable: string | null;
  readonly rows: number;
  /** How many periods it has; none for definitions, accounts and visitors. */
  readonly days: number;
  readonly firstDay: string | null;
  readonly lastDay: string | null;
}

export interface FoundManifests {
  /** What the destination is called in messages. */
  readonly url: string;
  /** By path. */
  readonly manifests: readonly FoundManifest[];
}

/** What a manifest said when it was read. */
export interface ReadOverview extends ListedOverview {
  /** Of its file: another one says that it has changed. */
  readonly version: string;
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

/** What is behind these ids, by what the manifests of a destination define. */
export interface NamesQuestion {
  /** A folder or URL, or one manifest. */
  readonly destination: string;
  /** `Page/<id>`, … */
  readonly matchables: readonly string[];
}

/** A file of a destination. */
export interface StoredFilePlace {
  /** A folder or URL. */
  readonly destination: string;
  /** Below it. */
  readonly path: string;
  /** Of a manifest only these exports, however large it is. */
  readonly choice?: ExportChoice;
}

/** A manifest or bill of materials of a destination. */
export interface CheckQuestion extends Omit<StoredFilePlace, 'choice'> {
  /** At most so many findings are wanted. */
  readonly most: number;
}

/** What the rules find in a document. */
export interface CheckedDocument {
  /** By level. */
  readonly counts: Readonly<Record<Finding['level'], number>>;
  /** The worst first, each kind of hint and information once before any is there again. */
  readonly findings: readonly ListedFinding[];
  /** Of the rules that found something. */
  readonly rules: readonly ExplainedRule[];
}

/** A finding, and where it is. */
export interface ListedFinding extends Pick<Finding, 'level' | 'message' | 'line' | 'column'> {
  readonly code: string;
}

/** Why somebody cares. */
export interface ExplainedRule {
  readonly code: string;
  readonly why: string;
}

/** What is known of a file without reading it. */
export interface FileFacts {
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch; 0 where storage does not tell. */
  readonly modified: number;
  /** Changes whenever the bytes change. */
  readonly version: string;
}

/** What a file holds. */
export interface StoredFile {
  readonly bytes: Uint8Array;
  /** Milliseconds since the epoch; 0 where storage does not tell. */
  readonly modified: number;
}
