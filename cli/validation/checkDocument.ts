// One file → its findings: reads it, gathers the facts around it, runs the rules.
import path from 'node:path';

import { DataSyncError } from '../../shared/errors';
import { readExportFiles, type ExportFiles } from '../../shared/facts/exportFiles';
import { gatherFacts, type FactSources } from '../../shared/facts/gatherFacts';
import { readDocument, type ReadDocument } from '../../shared/facts/readDocument';
import { readRuleSettings, type KnownRuleSettings } from '../../shared/facts/readRuleSettings';
import type { Finding } from '../../shared/manifest/rule';
import { fileKindOf, validateManifest } from '../../shared/manifest/validateManifest';
import { AvroFacts } from './avroFacts';
import type { FoundDocument } from './findDocuments';

/** A finding and the file it is in, as the user would write it; its code may be a `storage.*` one. */
export interface FileFinding extends Omit<Finding, 'code'> {
  readonly file: string;
  readonly code: string;
}

/** Checks files; keeps the last manifest for the bills of materials that follow it. */
export class DocumentChecker {
  readonly #sources: LastRead;

  readonly #avro: AvroFacts | undefined;
  readonly #settings: KnownRuleSettings = new Map();

  /** `now`: for findings that depend on today's date. `deep`: the Avro files are read too. */
  constructor({ now, deep = false }: { readonly now: () => Date; readonly deep?: boolean }) {
    this.#sources = new LastRead(now);
    this.#avro = deep ? new AvroFacts() : undefined;
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
    const read = await readDocument(found.path, signal);
    const kind = found.kind ?? fileKindOf(read.document);
    if (kind === 'exportManifest') this.#sources.remember(found.path, read);
    const facts = await gatherFacts({ ...read, path: found.path, kind }, this.#sources, signal);
    const own = path.dirname(found.path);
    const folder = kind === 'exportManifest' ? own : path.dirname(own);
    const deepFacts = await this.#avro?.read({ ...read, kind, folder, facts }, signal);
    const levels = await readRuleSettings(own, this.#settings, signal);
    return validateManifest(read.document, { kind, levels, facts: { ...facts, ...deepFacts } });
  }
}

/** Bills of materials come export by export behind their manifest: what it told is not read again. */
class LastRead implements FactSources {
  #manifest: { readonly path: string; readonly read: ReadDocument } | undefined;
  #files: { readonly folder: string; readonly files: ExportFiles } | undefined;

  constructor(private readonly clock: () => Date) {}

  now(): number {
    return this.clock().getTime();
  }

  remember(location: string, read: ReadDocument): void {
    this.#manifest = { path: location, read };
    this.#files = undefined;
  }

  async readDocument(location: string, signal?: AbortSignal): Promise<ReadDocument> {
    if (this.#manifest?.path === location) return this.#manifest.read;
    const read = await readDocument(location, signal);
    this.#manifest = { path: location, read };
    return read;
  }

  async readExportFiles(
    folder: string,
    exportIds: readonly string[],
    signal?: AbortSignal,
  ): Promise<ExportFiles> {
    const known = this.#files?.folder === folder ? this.#files.files : undefined;
    if (known && exportIds.every(exportId => known.hasFiles(exportId))) return known;
    const files = await readExportFiles(folder, exportIds, signal);
    const isOfManifest = this.#manifest && path.dirname(this.#manifest.path) === folder;
    if (isOfManifest && !this.#files) this.#files = { folder, files };
    return files;
  }
}

function unreadable(file: string, error: unknown): FileFinding {
  const { code, message } =
    error instanceof DataSyncError ? error : new DataSyncError('internal', String(error));
  const start = { start: 0, end: 0, line: 1, column: 1, endLine: 1, endColumn: 1 };
  return { file, code, level: 'error', message, related: [], ...start };
}
