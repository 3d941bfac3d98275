// What Pendo exported, as values: the same shape from exportmanifest.json and billofmaterials.json.
// Every record carries `at`, the node of the JSON document it was read from, so that a rule can point at it.

/** The three kinds of exports that Data Sync writes, each with a manifest of its own. */
export type ExportFamily =
  /** `datasync/<subscription>/<application>/` */
  | 'events'
  /** `datasync/<subscription>/account/` */
  | 'accounts'
  /** `datasync/<subscription>/visitor/` */
  | 'visitors';

/** The two files that say what was exported. */
export type ManifestFileKind = 'exportManifest' | 'billOfMaterials';

/** The four kinds of definition files, by the kind of thing they define. */
export type DefinitionKind = 'pages' | 'features' | 'trackTypes' | 'guides';

/** The part before the slash of a matched id: `Page/<id>`. */
export type MatchableType = 'Page' | 'Feature' | 'TrackType';

/** Index of a node in its JsonDocument. */
export type NodeIndex = number;

/** `exportmanifest.json`: the rolling list of the complete exports of the last 30 days. */
export interface ExportManifest {
  readonly at: NodeIndex;
  readonly family: ExportFamily;
  /** As written; null when absent. */
  readonly generatedTime: string | null;
  /** In the file's order, which Pendo does not promise to be the counters'. */
  readonly exports: readonly ManifestEntry[];
  /** What could not be read and is therefore not in the model; absent when all could. */
  readonly unread?: readonly UnreadPart[];
}

/** A part of the file that the model leaves out. */
export interface UnreadPart {
  /** The node that is at fault. */
  readonly at: NodeIndex;
  readonly message: string;
  /** Loading without it would lose rows: `requireLoadable` refuses. Otherwise worth a notice. */
  readonly fatal: boolean;
}

/** One entry of the manifest: the export's bill of materials and what only the manifest knows. */
export interface ManifestEntry extends BillOfMaterials {
  /** Rises with each export of this manifest. An entry without a usable counter is not in the model. */
  readonly counter: number;
  /** Last segment of rootUrl: the export's folder below the manifest's folder. */
  readonly exportId: string;
  readonly rootUrl: string;
  /** null: one-time or recurring. */
  readonly exportType: readonly string[] | null;
  /** As written; null when absent. Always UTC, also without `Z`. */
  readonly finishTime: string | null;
  /** Bytes, as Pendo counts them; null when absent. */
  readonly storageSize: number | null;
}

/** `billofmaterials.json`: what one export holds. */
export interface BillOfMaterials {
  readonly at: NodeIndex;
  readonly timestamp: string | null;
  readonly numberOfFiles: number | null;
  readonly subscription: NamedId | null;
  /** null in account and visitor exports. */
  readonly application: NamedId | null;
  /** A missing key (leave the table alone) is null; an empty list stays an empty list. */
  readonly definitions: Readonly<Record<DefinitionKind, FileList | null>>;
  readonly periods: readonly Period[];
  /** Account and visitor exports; null in event exports. */
  readonly accounts: FileList | null;
  readonly visitors: FileList | null;
  readonly metadataSchema: FileList | null;
  /** Only of a bill of materials on its own; those of an entry are in its manifest's list. */
  readonly unread?: readonly UnreadPart[];
}

/** An id, always a string (subscription ids lie near 2^53, application ids may be negative), and its name. */
export interface NamedId {
  readonly at: NodeIndex;
  readonly id: string;
  readonly displayName: string | null;
}

/** Relative paths as Pendo writes them, below the export's folder. */
export interface FileList {
  readonly at: NodeIndex;
  readonly files: readonly string[];
}

/** One UTC day of an export. */
export interface Period {
  readonly at: NodeIndex;
  /** Canonical: `YYYY-MM-DDT00:00:00Z`. A period whose id cannot be read is not in the model. */
  readonly periodId: string;
  /** Absent in retroactive exports: the day's allevents stay as they are. */
  readonly allEvents: EventFiles | null;
  readonly matched: readonly MatchedFiles[];
}

export interface EventFiles extends FileList {
  /** Rows in all files together; null when absent. */
  readonly eventCount: number | null;
}

/** The matched events of one page, feature or track type in one period. No files: delete only. */
export interface MatchedFiles extends EventFiles {
  /** `Page/<id>`, `Feature/<id>` or `TrackType/<id>`. */
  readonly matchableId: string;
  readonly type: MatchableType;
}
