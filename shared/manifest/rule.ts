// What a check of the manifest is: data and one or two functions.
import type { JsonDocument } from '../json/jsonDocument';
import type { TextEdit } from '../json/problem';
import type { ManifestView, PlaceInExport } from './comparedExport';
import type { ExportView } from './exportView';
import type { ManifestFacts } from './facts';
import type { TextRange } from './textRange';
import type { NodeIndex } from './types';

export type Level =
  /** Loading would give wrong data, or fail. */
  | 'error'
  /** Contradicts what Pendo documents. */
  | 'warning'
  /** Worth knowing, nothing to mend. */
  | 'information'
  /** Form, or what depends on inferred facts. */
  | 'hint'
  /** Not checked. */
  | 'off';

export type RuleCode = `manifest.${string}`;

/** One kind of defect: why it matters, how it is found, and what it looks like. */
export interface Rule {
  readonly code: RuleCode;
  readonly level: Exclude<Level, 'off'>;
  /** One sentence: why a loader cares. */
  readonly doc: string;
  /** What the rule flags stands between `«` and `»`. */
  readonly bad: Example;
  readonly good: Example;
  readonly tags?: readonly FindingTag[];
  /** Looks at a text: of the frame of either file, and of each export that stands for itself. */
  readonly checkDocument?: (document: JsonDocument, facts: ManifestFacts) => Iterable<RuleFinding>;
  /** Looks at one export, an entry of the manifest or a bill of materials, by itself. */
  readonly checkExport?: (view: ExportView, facts: ManifestFacts) => Iterable<RuleFinding>;
  /** Only of a manifest: looks at its frame, and at what is kept of all exports when each has been looked at. */
  readonly checkManifest?: (view: ManifestView, facts: ManifestFacts) => Iterable<RuleFinding>;
}

/** A text that shows a rule at work: test and documentation alike. */
export interface Example {
  readonly text: string;
  /** Default: exportmanifest.json. */
  readonly file?: 'exportmanifest.json' | 'billofmaterials.json';
  readonly facts?: ManifestFacts;
  /** The facts in words: `the file has 5 GB`. */
  readonly given?: string;
}

/** A defect as its rule sees it. */
export interface RuleFinding {
  readonly place: Place;
  readonly message: string;
  readonly related?: readonly RelatedPlace[];
  /** Where one rule has cases of different weight. */
  readonly level?: Exclude<Level, 'off'>;
  readonly fix?: Fix;
}

/** Mends the form and touches no fact: the file is Pendo's testimony. */
export interface Fix {
  readonly kind: 'form';
  /** What it does, as a menu names it: `Insert the comma`. */
  readonly title: string;
  /** Offsets in the document that is looked at; none overlap. */
  readonly edits: readonly TextEdit[];
}

/** `unnecessary`: editors fade it. */
export type FindingTag = 'unnecessary';

export type Place =
  /** All of a node of the document that is looked at; of a string with its quotes. */
  | NodeIndex
  /** Offsets in that document, half-open. */
  | { readonly start: number; readonly end: number }
  /** In one of the exports that are compared. */
  | PlaceInExport;

export interface RelatedPlace {
  readonly place: Place;
  readonly message: string;
}

/** A defect as the world sees it. */
export interface Finding extends TextRange {
  readonly code: RuleCode;
  readonly level: Exclude<Level, 'off'>;
  readonly message: string;
  readonly related: readonly RelatedFinding[];
  readonly tags?: readonly FindingTag[];
  readonly fix?: Fix;
}

export interface RelatedFinding extends TextRange {
  readonly message: string;
}
