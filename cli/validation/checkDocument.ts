// One file → its findings: reads it, gathers the facts around it, runs the rules.
import path from 'node:path';

import { DataSyncError } from '../../shared/errors';
import { AvroIndex } from '../../shared/facts/avroIndex';
import type { ExportFiles } from '../../shared/facts/exportFiles';
import { ExportFolders } from '../../shared/facts/exportFolders';
import { gatherFacts, type FactSources } from '../../shared/facts/gatherFacts';
import { listedAvroFiles } from '../../shared/facts/listedAvroFiles';
import { entryOf } from '../../shared/facts/readManifestEntry';
import { readManifestFile } from '../../shared/facts/readManifestFile';
import { RuleSettingsFiles } from '../../shared/facts/ruleSettingsFiles';
import { readingExportView } from '../../shared/manifest/exportView';
import type { ManifestEntryFact } from '../../shared/manifest/facts';
import type { ManifestDocument } from '../../shared/manifest/manifestDocument';
import type { Finding } from '../../shared/manifest/rule';
import { validatingManifest } from '../../shared/manifest/validateManifest';
import { finishInTurns } from '../../shared/util/steps';
import type { FoundDocument } from './findDocuments';

/** A finding and the file it is in, as the user would write it; its code may be a `storage.*` one. */
export interface FileFinding extends Omit<Finding, 'code'> {
  readonly file: string;
  readonly code: string;
}

/** Checks files; keeps the last manifest for the bills of materials that follow it. */
export class DocumentChecker {
  readonly #sources: LastRead;
  readonly #settings = new RuleSettingsFiles();

  /** `now`: for findings that depend on today's date. `deep`: the Avro files are read too. */
  constructor({ now, deep = false }: { readonly now: () => Date; readonly deep?: boolean }) {
    this.#sources = new LastRead(now, deep ? new AvroIndex() : undefined);
  }

  async check(found: FoundDocument, signal?: AbortSignal): Promise<FileFinding[]> {
    try {
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
    if (this.#sources.avro) await this.#readAvro(found.path, manifest, signal);
    const facts = await gatherFacts({ ...file, path: found.path }, this.#sources, signal);
    const levels = await this.#settings.read(path.dirname(found.path), signal);
    return finishInTurns(validatingManifest(manifest, { levels, facts }), signal);
  }

  /** Fills the index, so that facts can be gathered from it. */
  async #readAvro(
    location: string,
    { kind, exports }: ManifestDocument,
    signal?: AbortSignal,
  ): Promise<void> {
    const own = path.dirname(location);
    const isManifest = kind === 'exportManifest';
    const folder = isManifest ? own : path.dirname(own);
    for (const part of exports) {
      const json = await finishInTurns(part.loading(), signal);
      const view = await finishInTurns(readingExportView(json, part.node, isManifest), signal);
      const listed = listedAvroFiles(view, path.basename(own));
      const exportIds = listed.map(({ exportId }) => exportId);
      const files = await this.#sources.readExportFiles(folder, exportIds, signal);
      await this.#sources.avro?.read(listed, { folder, files }, signal);
    }
  }
}

/** Bills of materials come export by export behind their manifest: what it told is not read again. */
class LastRead implements FactSources {
  #manifest: { readonly path: string; readonly manifest: ManifestDocument } | undefined;
  readonly #folders = new ExportFolders();

  constructor(
    private readonly clock: () => Date,
    readonly avro: AvroIndex | undefined,
  ) {}

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
