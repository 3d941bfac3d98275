// All that the server knows, without a connection: documents in, answers in the protocol's types out.
import path from 'node:path';
import type {
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  Location,
  SelectionRange,
} from 'vscode-languageserver';

import { DataSyncError } from '../shared/errors';
import { gatherFacts, type FactSources } from '../shared/facts/gatherFacts';
import type { ManifestFacts } from '../shared/manifest/facts';
import { fixAll } from '../shared/manifest/fixAll';
import { ManifestDocument } from '../shared/manifest/manifestDocument';
import type { Finding, RuleCode } from '../shared/manifest/rule';
import { rules } from '../shared/manifest/rules/index';
import type { RuleLevels } from '../shared/manifest/ruleSettings';
import { validateManifest } from '../shared/manifest/validateManifest';
import { documentLinksOf } from './language/documentLinksOf';
import { foldingRangesOf } from './language/foldingRangesOf';
import { hoverAt } from './language/hoverAt';
import { inlayHintsOf } from './language/inlayHintsOf';
import { definitionAt, referencesAt } from './language/locations';
import { selectionRangeAt } from './language/selectionRangeAt';
import { symbolsOf } from './language/symbolsOf';
import { kindOfDocument, OpenManifest, type EditorDocument } from './openManifest';
import type { WorkspaceFiles } from './workspaceFiles';

/** What a language service needs of the outside. */
export interface LanguageServicePorts {
  readonly files: WorkspaceFiles;
  readonly now: () => Date;
  /** Tells the user of something that is wrong outside of the documents. */
  readonly warn: (message: string) => void;
  /** Levels of rules by the client's settings; those of a settings file beside the documents go before them. */
  readonly clientLevels: () => Promise<RuleLevels>;
}

/** Half-open. */
export interface OffsetRange {
  readonly start: number;
  readonly end: number;
}

/** Answers about open manifests and bills of materials. */
export interface LanguageService {
  /** The document at its current version, parsed once; undefined for a document of another kind. */
  open(document: EditorDocument): OpenManifest | undefined;
  /** The document is open no more. */
  close(uri: string): void;
  /** Files beside the documents may have changed: what is known of them is read again when asked for. */
  filesChanged(): void;
  /** Called whenever files changed. */
  onFilesChanged(listener: () => void): void;
  /** Changes whenever findings of the same version may differ. */
  readonly generation: number;
  findings(manifest: OpenManifest, signal: AbortSignal): Promise<readonly Finding[]>;
  /** What lies around the document. */
  facts(manifest: OpenManifest, signal: AbortSignal): Promise<ManifestFacts>;
  /** The text with every fix of form applied, or every one that a rule offers. */
  fixedText(
    manifest: OpenManifest,
    code: RuleCode | undefined,
    signal: AbortSignal,
  ): Promise<string>;
  documentLinks(manifest: OpenManifest, signal: AbortSignal): Promise<DocumentLink[]>;
  symbols(manifest: OpenManifest, signal: AbortSignal): DocumentSymbol[];
  hover(manifest: OpenManifest, offset: number, signal: AbortSignal): Promise<Hover | null>;
  /** At most `limit`, the outermost first. */
  foldingRanges(
    manifest: OpenManifest,
    limit: number | undefined,
    signal: AbortSignal,
  ): FoldingRange[];
  selectionRange(manifest: OpenManifest, offset: number): SelectionRange;
  /** Those between two offsets. */
  inlayHints(manifest: OpenManifest, seen: OffsetRange, signal: AbortSignal): InlayHint[];
  definition(manifest: OpenManifest, offset: number, signal: AbortSignal): Promise<Location[]>;
  references(manifest: OpenManifest, offset: number, signal: AbortSignal): Location[];
}

/** Findings of a kind that an editor lists; the last one says how many more there are. */
const findingsOfEachKind = 200;

/** A language service over these ports. */
export function createLanguageService(ports: LanguageServicePorts): LanguageService {
  return new ManifestLanguageService(ports);
}

class ManifestLanguageService implements LanguageService {
  readonly #open = new Map<string, OpenManifest>();
  readonly #findings = new WeakMap<
    OpenManifest,
    { readonly generation: number; readonly findings: readonly Finding[] }
  >();
  readonly #listeners: (() => void)[] = [];
  #generation = 0;

  constructor(private readonly ports: LanguageServicePorts) {}

  get generation(): number {
    return this.#generation;
  }

  open(document: EditorDocument): OpenManifest | undefined {
    const kind = kindOfDocument(document);
    if (kind === undefined) return undefined;
    const known = this.#open.get(document.uri);
    if (known?.version === document.version && known.kind === kind) return known;
    // The old version goes before the new one is parsed: both at once would double the memory.
    this.#open.delete(document.uri);
    const manifest = new OpenManifest(document, kind);
    this.#open.set(document.uri, manifest);
    return manifest;
  }

  close(uri: string): void {
    this.#open.delete(uri);
  }

  filesChanged(): void {
    this.ports.files.forget();
    this.#generation++;
    for (const listener of this.#listeners) listener();
  }

  onFilesChanged(listener: () => void): void {
    this.#listeners.push(listener);
  }

  async findings(manifest: OpenManifest, signal: AbortSignal): Promise<readonly Finding[]> {
    const generation = this.#generation;
    const known = this.#findings.get(manifest);
    if (known?.generation === generation) return known.findings;
    const options = await this.#options(manifest, signal);
    const document = ManifestDocument.of(manifest.json.text, manifest.kind);
    const findings = validateManifest(document, { ...options, limit: findingsOfEachKind });
    this.#findings.set(manifest, { generation, findings });
    return findings;
  }

  async fixedText(
    manifest: OpenManifest,
    code: RuleCode | undefined,
    signal: AbortSignal,
  ): Promise<string> {
    const options = await this.#options(manifest, signal);
    const chosen = code === undefined ? {} : { rules: rules.filter(rule => rule.code === code) };
    return fixAll(manifest.json.text, { ...options, ...chosen });
  }

  async documentLinks(manifest: OpenManifest, signal: AbortSignal): Promise<DocumentLink[]> {
    return documentLinksOf(manifest, await this.facts(manifest, signal), signal);
  }

  symbols(manifest: OpenManifest, signal: AbortSignal): DocumentSymbol[] {
    return symbolsOf(manifest, signal);
  }

  async hover(manifest: OpenManifest, offset: number, signal: AbortSignal): Promise<Hover | null> {
    const facts = await this.facts(manifest, signal);
    return hoverAt(manifest, offset, { facts, now: this.ports.now() });
  }

  foldingRanges(manifest: OpenManifest, limit: number | undefined, signal: AbortSignal) {
    return foldingRangesOf(manifest, limit, signal);
  }

  selectionRange(manifest: OpenManifest, offset: number): SelectionRange {
    return selectionRangeAt(manifest, offset);
  }

  inlayHints(manifest: OpenManifest, seen: OffsetRange, signal: AbortSignal): InlayHint[] {
    return inlayHintsOf(manifest, seen, signal);
  }

  async definition(manifest: OpenManifest, offset: number, signal: AbortSignal) {
    return definitionAt(manifest, offset, await this.facts(manifest, signal));
  }

  references(manifest: OpenManifest, offset: number, signal: AbortSignal): Location[] {
    return referencesAt(manifest, offset, signal);
  }

  async #options(manifest: OpenManifest, signal: AbortSignal) {
    const facts = await this.facts(manifest, signal);
    const levels = await this.#levels(manifest, signal);
    signal.throwIfAborted();
    return { kind: manifest.kind, facts, levels };
  }

  /** Settings that cannot be read are told, and then the rules' own levels hold. */
  async #levels({ path: location }: OpenManifest, signal: AbortSignal): Promise<RuleLevels> {
    const set = await this.ports.clientLevels();
    if (location === undefined) return set;
    try {
      return { ...set, ...(await this.ports.files.readLevels(path.dirname(location), signal)) };
    } catch (error) {
      if (!(error instanceof DataSyncError)) throw error;
      this.ports.warn(error.message);
      return set;
    }
  }

  async facts(manifest: OpenManifest, signal: AbortSignal): Promise<ManifestFacts> {
    const { path: location, json, kind } = manifest;
    if (location === undefined) return {};
    // The editor has decoded the text: of the bytes nothing is known.
    const placed = { path: location, document: json, kind, isUtf8: true };
    return gatherFacts(placed, this.#sources(), signal);
  }

  /** The disk, but for documents that are open: those are as the editor shows them. */
  #sources(): FactSources {
    const { files, now } = this.ports;
    return {
      now: () => now().getTime(),
      readDocument: async (location, signal) => {
        const open = [...this.#open.values()].find(manifest => manifest.path === location);
        return open ? { document: open.json, isUtf8: true } : files.readDocument(location, signal);
      },
      readExportFiles: (folder, exportIds, signal) =>
        files.readExportFiles(folder, exportIds, signal),
    };
  }
}
