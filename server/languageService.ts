// What is known of manifests besides their text, and what the rules say of them: gathered once, for all features.
import path from 'node:path';

import { DataSyncError } from '../shared/errors';
import { gatherFacts, type FactSources } from '../shared/facts/gatherFacts';
import type { MatchableNames } from '../shared/facts/matchableNames';
import { CheckedExports } from '../shared/manifest/checkedExports';
import { definitionFiles } from '../shared/manifest/definitionFiles';
import type { ExportPart } from '../shared/manifest/exportPart';
import type { ManifestEntryFact, ManifestFacts } from '../shared/manifest/facts';
import { fixingAll } from '../shared/manifest/fixAll';
import type { ManifestDocument } from '../shared/manifest/manifestDocument';
import type { Finding, RuleCode } from '../shared/manifest/rule';
import { rules } from '../shared/manifest/rules/index';
import type { RuleLevels } from '../shared/manifest/ruleSettings';
import { findingsSoFar, validatingManifest } from '../shared/manifest/validateManifest';
import { finishInTurns } from '../shared/util/steps';
import { Ownership } from './language/ownership';
import type { Surroundings } from './language/surroundings';
import type { OpenManifest } from './openManifest';
import { Sources } from './sources';
import { Turns } from './turns';
import type { WorkspaceFiles } from './workspaceFiles';

/** What a language service needs of the outside. */
export interface LanguageServicePorts {
  readonly files: WorkspaceFiles;
  readonly now: () => Date;
  /** Tells the user of something that is wrong outside of the documents. */
  readonly warn: (message: string) => void;
  /** Levels of rules by the client's settings: those of a settings file beside the documents go before them. */
  readonly clientLevels: () => Promise<RuleLevels>;
  /** A manifest as the editor shows it, or else as it lies on disk. */
  readonly manifestAt: (location: string, signal: AbortSignal) => Promise<OpenManifest | undefined>;
  /** More is known of files than when documents were checked. */
  readonly onFactsChange: () => void;
}

/** What the rules say of one version of a document. */
export interface CheckedManifest {
  /** Another one for whatever differs. */
  readonly resultId: string;
  readonly manifest: OpenManifest;
  readonly facts: ManifestFacts;
  readonly findings: readonly Finding[];
  readonly ownership: Ownership;
  /** What all of this was made of besides the text. */
  readonly sources: Sources;
}

/** Findings of a kind that an editor lists; the last one says how many more there are. */
const findingsOfEachKind = 200;

/** The newest exports know nearly all names that older ones do. */
const namingExports = 8;

const dayMillis = 86_400_000;

/** Checks manifests, each export once while neither its text nor the files around it change. */
export class LanguageService {
  readonly #bases = new Map<string, Basis>();
  readonly #turns = new Turns();
  #checkCount = 0;
  readonly #toldSettings = new Set<string>();
  readonly #exportIndexes = new WeakMap<ManifestDocument, ReadonlyMap<string, number>>();
  readonly #entryFacts = new WeakMap<ExportPart, ManifestEntryFact>();

  constructor(private readonly ports: LanguageServicePorts) {}

  /** The document is open no more: what is known of it goes. */
  release(uri: string): void {
    this.#bases.delete(uri);
  }

  /** What the rules say: the same object while the text and all around it are the same. */
  check(manifest: OpenManifest, signal: AbortSignal): Promise<CheckedManifest> {
    // Several features ask at once: the first one's work serves all.
    return this.#turns.run(manifest.uri, async () => {
      signal.throwIfAborted();
      const basis = await this.#basisOf(manifest, signal);
      if (basis.last?.manifest !== manifest)
        basis.last = await this.#validate(manifest, basis, signal);
      return basis.last;
    });
  }

  /** What lies around the document, its names included. */
  async surroundings(manifest: OpenManifest, signal: AbortSignal): Promise<Surroundings> {
    const before = await this.check(manifest, signal);
    const names = await this.#names(manifest, before.ownership, signal);
    // The files that hold the names hold facts too.
    const { facts, ownership, resultId } = await this.check(manifest, signal);
    if (resultId !== before.resultId) this.ports.onFactsChange();
    return { manifest, facts, ownership, names, now: this.ports.now() };
  }

  /** The text with every fix of form applied, or every one that a rule offers. */
  async fixedText(
    manifest: OpenManifest,
    code: RuleCode | undefined,
    signal: AbortSignal,
  ): Promise<string> {
    const { facts, levels } = await this.#basisOf(manifest, signal);
    const chosen = code === undefined ? {} : { rules: rules.filter(rule => rule.code === code) };
    const fixing = fixingAll(manifest.document, { facts, levels, ...chosen });
    return finishInTurns(fixing, signal);
  }

  async #validate(
    manifest: OpenManifest,
    { facts, levels, sources, exports }: Basis,
    signal: AbortSignal,
  ): Promise<CheckedManifest> {
    const { document } = manifest;
    const options = { facts, levels, limit: findingsOfEachKind, checked: exports };
    const findings = await finishInTurns(validatingManifest(document, options), signal);
    const compared = document.exports.map(part => exports.of(part)?.compared);
    const ownership = new Ownership(compared, text => exports.numberOf(text));
    const resultId = String(++this.#checkCount);
    return { resultId, manifest, facts, findings, ownership, sources };
  }

  /** What a check that is under way has found in the exports that it has looked at. */
  findingsSoFar({ uri, document }: OpenManifest): readonly Finding[] {
    const basis = this.#bases.get(uri);
    if (!basis) return [];
    const { levels, exports: checked } = basis;
    return findingsSoFar(document, { levels, limit: findingsOfEachKind, checked });
  }

  /** What the findings depend on; the one from before as long as it holds. */
  async #basisOf(manifest: OpenManifest, signal: AbortSignal): Promise<Basis> {
    const sources = new Sources();
    const facts = await this.#facts(manifest, sources, signal);
    const levels = await this.#levels(manifest, sources, signal);
    const day = Math.floor(this.ports.now().getTime() / dayMillis);
    const before = this.#bases.get(manifest.uri);
    if (before?.day === day && before.sources.areSame(sources)) return before;
    const basis: Basis = { sources, facts, levels, day, exports: new CheckedExports() };
    this.#bases.set(manifest.uri, basis);
    return basis;
  }

  async #facts(
    manifest: OpenManifest,
    sources: Sources,
    signal: AbortSignal,
  ): Promise<ManifestFacts> {
    const { path: location, document, isUtf8 } = manifest;
    if (location === undefined) return {};
    const placed = { path: location, manifest: document, isUtf8 };
    return gatherFacts(placed, this.#factSources(sources), signal);
  }

  /** The disk, but for documents that are open: those are as the editor shows them. */
  #factSources(sources: Sources): FactSources {
    const { files, now, manifestAt } = this.ports;
    const never = new AbortController().signal;
    return {
      avro: files.avro,
      now: () => now().getTime(),
      readEntry: (location, exportId, signal = never) =>
        sources.ask(async own => {
          const manifest = await manifestAt(location, own);
          return manifest && this.#entryIn(manifest, exportId, own);
        }, signal),
      readExportFiles: async (folder, exportIds, signal = never) => {
        const found = await sources.ask(
          own => files.readExportFiles(folder, exportIds, own),
          signal,
        );
        await sources.ask(async () => files.avro.known({ folder, files: found }), signal);
        return found;
      },
    };
  }

  /** The same object while neither the entry's text nor its place have changed. */
  async #entryIn(
    { document }: OpenManifest,
    exportId: string,
    signal: AbortSignal,
  ): Promise<ManifestEntryFact | undefined> {
    const index = this.#indexesOf(document).get(exportId) ?? -1;
    const part = document.exports[index];
    if (!part) return undefined;
    const place = document.placeOf(index);
    const before = this.#entryFacts.get(part);
    const isThere = before?.place.offset === place.offset && before.place.line === place.line;
    if (isThere) return before;
    const json = await finishInTurns(part.loading(), signal);
    if (json.isBroken(part.node)) return undefined;
    const entry = { document: json, node: part.node, place };
    this.#entryFacts.set(part, entry);
    return entry;
  }

  /** Where the exports of a manifest stand: each of its bills of materials asks for one of them. */
  #indexesOf(document: ManifestDocument): ReadonlyMap<string, number> {
    let indexes = this.#exportIndexes.get(document);
    if (!indexes) {
      const ids = document.exports.map(({ exportId }, index) => [exportId ?? '', index] as const);
      // Of two with one id the first counts.
      indexes = new Map(ids.reverse());
      this.#exportIndexes.set(document, indexes);
    }
    return indexes;
  }

  async #levels(
    { path: location }: OpenManifest,
    sources: Sources,
    signal: AbortSignal,
  ): Promise<RuleLevels> {
    const set = await sources.ask(() => this.ports.clientLevels(), signal);
    if (location === undefined) return set;
    const folder = path.dirname(location);
    return { ...set, ...(await sources.ask(own => this.#readLevels(folder, own), signal)) };
  }

  /** Settings that cannot be read are told once, and then the rules' own levels hold. */
  async #readLevels(folder: string, signal: AbortSignal): Promise<RuleLevels> {
    try {
      return await this.ports.files.readLevels(folder, signal);
    } catch (error) {
      if (!(error instanceof DataSyncError)) throw error;
      if (!this.#toldSettings.has(error.message)) this.ports.warn(error.message);
      this.#toldSettings.add(error.message);
      return noLevels;
    }
  }

  async #names(
    { path: location, kind, document }: OpenManifest,
    ownership: Ownership,
    signal: AbortSignal,
  ): Promise<MatchableNames | undefined> {
    if (location === undefined) return undefined;
    const folder = path.dirname(location);
    if (kind === 'billOfMaterials') {
      const [part] = document.exports;
      const files = part && definitionFiles(part.json, part.node);
      const own = files ? [{ exportId: path.basename(folder), counter: 0, files }] : [];
      return this.ports.files.readNames(path.dirname(folder), own, signal);
    }
    const naming = [];
    for (const { index, counter } of ownership.newest(namingExports)) {
      const part = document.exports[index];
      if (part?.exportId === undefined) continue;
      const json = await finishInTurns(part.loading(), signal);
      const files = definitionFiles(json, part.node);
      naming.push({ exportId: part.exportId, counter, files });
    }
    return this.ports.files.readNames(folder, naming, signal);
  }
}

interface Basis {
  readonly sources: Sources;
  readonly facts: ManifestFacts;
  readonly levels: RuleLevels;
  readonly day: number;
  readonly exports: CheckedExports;
  last?: CheckedManifest;
}

const noLevels: RuleLevels = {};
