// One file → its findings: reads it, gathers the facts around it, runs the rules.
import path from 'node:path';

import { DataSyncError } from '../errors';
import { AvroIndex } from '../facts/avroIndex';
import { entryOf } from '../facts/entryOf';
import type { ExportFiles } from '../facts/exportFiles';
import { ExportFolders } from '../facts/exportFolders';
import { gatherFacts, type FactSources } from '../facts/gatherFacts';
import type { IndexProgress } from '../facts/indexProgress';
import { listedAvroFiles } from '../facts/listedAvroFiles';
import { readManifestFile } from '../facts/readManifestFile';
import { RuleSettingsFiles } from '../facts/ruleSettingsFiles';
import { readingExportView } from '../manifest/exportView';
import type { ManifestEntryFact } from '../manifest/facts';
import type { ManifestDocument } from '../manifest/manifestDocument';
import type { Finding } from '../manifest/rule';
import { validatingManifest } from '../manifest/validateManifest';
import { finishInTurns } from '../util/steps';
import { createFileStore } from '../storage/fileStore';
import type { BucketMirror } from './bucketMirror';
import type { FoundDocument } from './findDocuments';

/** A finding and the file it is in, as the user would write it; its code may be a `storage.*` one. */
export interface FileFinding extends Omit<Finding, 'code'> {
  readonly file: string;
  readonly code: string;
}

/** How far the Avro files of one export of a document are read. */
export interface DeepProgress extends IndexProgress {
  /** The document, as the user would write it. */
  readonly file: string;
  /** Counted from 1. */
  readonly export: number;
  readonly exportCount: number;
}

/** What a checker needs of the outside. */
export interface CheckerOptions {
  /** For findings that depend on today's date. */
  readonly now: () => Date;
  /** The Avro files are read too. */
  readonly deep?: boolean;
  readonly onProgress?: (progress: DeepProgress) => void;
  /** Copies of what lies in buckets; without, all documents lie on this machine. */
  readonly mirror?: BucketMirror;
}

/** Checks files; keeps the last manifest for the bills of materials that follow it. */
export class DocumentChecker {
  readonly #sources: LastRead;
  readonly #settings = new RuleSettingsFiles();
  readonly #onProgress: (progress: DeepProgress) => void;

  constructor({ now, deep = false, onProgress = () => undefined, mirror }: CheckerOptions) {
    const openStore = mirror?.openStore ?? createFileStore;
    const folders = mirror && new ExportFolders(openStore, folder => mirror.listNames(folder));
    this.#sources = new LastRead(now, {
      avro: deep ? new AvroIndex({ openStore }) : undefined,
      folders: folders ?? new ExportFolders(),
    });
    this.#onProgress = onProgress;
  }

  async check(found: FoundDocument, signal?: AbortSignal): Promise<FileFinding[]> {
    if (found.failure) return [unreadable(found.shown, found.failure)];
    try {
      await found.copy?.(signal);
      const findings = await this.#validate(found, signal);
      return findings.map(finding => ({ ...finding, file: found.shown }));
    } catch (error) {
      const isReadable = !(error instanceof DataSyncError && error.code.startsWith('storage.'));
      if (isReadable || found.isNamed) throw error;
      return [unreadable(found.shown, error)];
    }
  }

  async #validate(found: FoundDocument, signal?: AbortSignal): Promise<readonly Finding[]> {
    const file = await readManifestFile(found.path, found.kind, signal);
    const { manifest } = file;
    await finishInTurns(manifest.loading(), signal);
    if (manifest.kind === 'exportManifest') this.#sources.remember(found.path, manifest);
    if (this.#sources.avro) await this.#readAvro(found, manifest, signal);
    const facts = await gatherFacts({ ...file, path: found.path }, this.#sources, signal);
    const levels = await this.#settings.read(path.dirname(found.path), signal);
    return finishInTurns(validatingManifest(manifest, { levels, facts }), signal);
  }

  /** Fills the index, so that facts can be gathered from it. */
  async #readAvro(
    { path: location, shown: file }: FoundDocument,
    { kind, exports }: ManifestDocument,
    signal?: AbortSignal,
  ): Promise<void> {
    const own = path.dirname(location);
    const isManifest = kind === 'exportManifest';
    const folder = isManifest ? own : path.dirname(own);
    for (const [i, part] of exports.entries()) {
      const json = await finishInTurns(part.loading(), signal);
      const view = await finishInTurns(readingExportView(json, part.node, isManifest), signal);
      const listed = listedAvroFiles(view, path.basename(own));
      const exportIds = listed.map(({ exportId }) => exportId);
      const files = await this.#sources.readExportFiles(folder, exportIds, signal);
      const onProgress = (progress: IndexProgress): void =>
        this.#onProgress({ ...progress, file, export: i + 1, exportCount: exports.length });
      await this.#sources.avro?.read(listed, { folder, files, onProgress }, signal);
    }
  }
}

/** Bills of materials come export by export behind their manifest: what it told is not read again. */
class LastRead implements FactSources {
  #manifest: { readonly path: string; readonly manifest: ManifestDocument } | undefined;
  readonly avro: AvroIndex | undefined;
  readonly #folders: ExportFolders;

  constructor(
    private readonly clock: () => Date,
    { avro, folders }: { readonly avro: AvroIndex | undefined; readonly folders: ExportFolders },
  ) {
    this.avro = avro;
    this.#folders = folders;
  }

  now(): number {
    return this.clock().getTime();
  }

  remember(location: string, manifest: ManifestDocument): void {
    this.#manifest = { path: location, manifest };
  }

  async readEntry(
    location: string,
    exportId: string,
    signal?: AbortSignal,
  ): Promise<ManifestEntryFact | undefined> {
    if (this.#manifest?.path !== location) {
      const { manifest } = await readManifestFile(location, 'exportManifest', signal);
      this.remember(location, manifest);
    }
    return this.#manifest && entryOf(this.#manifest.manifest, exportId, signal);
  }

  readExportFiles(
    folder: string,
    exportIds: readonly string[],
    signal?: AbortSignal,
  ): Promise<ExportFiles> {
    return this.#folders.read(folder, exportIds, signal);
  }
}

function unreadable(file: string, error: unknown): FileFinding {
  const { code, message } =
    error instanceof DataSyncError ? error : new DataSyncError('internal', String(error));
  const start = { start: 0, end: 0, line: 1, column: 1, endLine: 1, endColumn: 1 };
  return { file, code, level: 'error', message, related: [], ...start };
}
