// One file → its findings: reads it, gathers the facts around it, runs the rules.
import path from 'node:path';

import { DataSyncError } from '../../shared/errors';
import { AvroIndex, type AvroFacts } from '../../shared/facts/avroIndex';
import type { ExportFiles } from '../../shared/facts/exportFiles';
import { ExportFolders } from '../../shared/facts/exportFolders';
import { gatherFacts, type FactSources } from '../../shared/facts/gatherFacts';
import { listedAvroFiles } from '../../shared/facts/listedAvroFiles';
import { readDocument, type ReadDocument } from '../../shared/facts/readDocument';
import { RuleSettingsFiles } from '../../shared/facts/ruleSettingsFiles';
import { elementsOf, readExportView } from '../../shared/manifest/exportView';
import { ManifestDocument } from '../../shared/manifest/manifestDocument';
import type { Finding } from '../../shared/manifest/rule';
import type { ManifestFileKind } from '../../shared/manifest/types';
import { validateManifest } from '../../shared/manifest/validateManifest';
import type { FoundDocument } from './findDocuments';

/** A finding and the file it is in, as the user would write it; its code may be a `storage.*` one. */
export interface FileFinding extends Omit<Finding, 'code'> {
  readonly file: string;
  readonly code: string;
}

/** Checks files; keeps the last manifest for the bills of materials that follow it. */
export class DocumentChecker {
  readonly #sources: LastRead;

  readonly #deep: boolean;
  readonly #index = new AvroIndex();
  readonly #settings = new RuleSettingsFiles();

  /** `now`: for findings that depend on today's date. `deep`: the Avro files are read too. */
  constructor({ now, deep = false }: { readonly now: () => Date; readonly deep?: boolean }) {
    this.#sources = new LastRead(now);
    this.#deep = deep;
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
    const manifest = ManifestDocument.of(read.document.text, found.kind);
    const { kind } = manifest;
    if (kind === 'exportManifest') this.#sources.remember(found.path, read);
    const facts = await gatherFacts({ ...read, path: found.path, kind }, this.#sources, signal);
    const avroFacts = this.#deep ? await this.#readAvro(found.path, { ...read, kind }, signal) : {};
    const levels = await this.#settings.read(path.dirname(found.path), signal);
    return validateManifest(manifest, { levels, facts: { ...facts, ...avroFacts } });
  }

  async #readAvro(
    location: string,
    { document, kind }: ReadDocument & { readonly kind: ManifestFileKind },
    signal?: AbortSignal,
  ): Promise<AvroFacts> {
    const own = path.dirname(location);
    const isManifest = kind === 'exportManifest';
    const folder = isManifest ? own : path.dirname(own);
    const entries = elementsOf(document, document.property(document.root, 'exports'));
    const nodes = isManifest ? entries : [document.root].filter(root => document.isObject(root));
    const listed = nodes.flatMap(node =>
      listedAvroFiles(readExportView(document, node, isManifest), path.basename(own)),
    );
    const exportIds = listed.map(({ exportId }) => exportId);
    const files = await this.#sources.readExportFiles(folder, exportIds, signal);
    await this.#index.read(listed, { folder, files }, signal);
    return this.#index.known({ folder, files });
  }
}

/** Bills of materials come export by export behind their manifest: what it told is not read again. */
class LastRead implements FactSources {
  #manifest: { readonly path: string; readonly read: ReadDocument } | undefined;
  readonly #folders = new ExportFolders();

  constructor(private readonly clock: () => Date) {}

  now(): number {
    return this.clock().getTime();
  }

  remember(location: string, read: ReadDocument): void {
    this.#manifest = { path: location, read };
  }

  async readDocument(location: string, signal?: AbortSignal): Promise<ReadDocument> {
    if (this.#manifest?.path === location) return this.#manifest.read;
    const read = await readDocument(location, signal);
    this.#manifest = { path: location, read };
    return read;
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
