// One file → its findings: reads it, gathers the facts around it, runs the rules.
import path from 'node:path';

import { DataSyncError } from '../../shared/errors';
import type { JsonDocument } from '../../shared/json/jsonDocument';
import { noNode } from '../../shared/json/nodeTable';
import { elementsOf, summarizeExport } from '../../shared/manifest/exportView';
import type { ManifestEntryFact, ManifestFacts } from '../../shared/manifest/facts';
import type { Finding } from '../../shared/manifest/rule';
import { fileKindOf, validateManifest } from '../../shared/manifest/validateManifest';
import { readExportFiles, type ExportFiles } from './exportFiles';
import type { FoundDocument } from './findDocuments';
import { readDocument } from './readDocument';

/** A finding and the file it is in, as the user would write it; its code may be a `storage.*` one. */
export interface FileFinding extends Omit<Finding, 'code'> {
  readonly file: string;
  readonly code: string;
}

/** Checks files; keeps the last manifest for the bills of materials that follow it. */
export class DocumentChecker {
  #manifest: { readonly path: string; readonly document: JsonDocument } | undefined;
  #files: { readonly path: string; readonly files: ExportFiles } | undefined;

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
    const { document, isUtf8 } = await readDocument(found.path, signal);
    const kind = found.kind ?? fileKindOf(document);
    const folder = path.dirname(found.path);
    if (kind === 'exportManifest') {
      this.#manifest = { path: found.path, document };
      const files = await this.#exportFiles(folder, exportIdsOf(document), signal);
      const facts = { isUtf8, ...folderNames(folder), ...factsOf(files) };
      return validateManifest(document, { kind, facts });
    }
    const exportId = path.basename(folder);
    const application = path.dirname(folder);
    // Bills of materials come export by export: their folders are listed one at a time.
    const files =
      this.#files?.path === application && this.#files.files.hasFiles(exportId)
        ? this.#files.files
        : await readExportFiles(application, [exportId], signal);
    const manifestEntry = await this.#entryOf(application, exportId, signal);
    const facts: ManifestFacts = {
      isUtf8,
      exportId,
      ...folderNames(application),
      ...factsOf(files),
      ...(manifestEntry ? { manifestEntry } : {}),
    };
    return validateManifest(document, { kind, facts });
  }

  async #exportFiles(
    folder: string,
    exportIds: readonly string[],
    signal?: AbortSignal,
  ): Promise<ExportFiles> {
    const files = await readExportFiles(folder, exportIds, signal);
    this.#files = { path: folder, files };
    return files;
  }

  /** The entry for an export in the manifest beside its folder; undefined where there is none to compare with. */
  async #entryOf(
    folder: string,
    exportId: string,
    signal?: AbortSignal,
  ): Promise<ManifestEntryFact | undefined> {
    const location = path.join(folder, 'exportmanifest.json');
    if (this.#manifest?.path !== location) {
      const read = await readDocument(location, signal).catch(ignoreStorage);
      if (!read) return undefined;
      this.#manifest = { path: location, document: read.document };
    }
    const { document } = this.#manifest;
    const node = exportNodes(document).find(
      entry => summarizeExport(document, entry).exportId === exportId,
    );
    return node === undefined || document.isBroken(node) ? undefined : { document, node };
  }
}

function exportNodes(document: JsonDocument): readonly number[] {
  const list = document.property(document.root, 'exports');
  return list === noNode ? [] : elementsOf(document, list);
}

function exportIdsOf(document: JsonDocument): readonly string[] {
  return exportNodes(document).flatMap(entry => summarizeExport(document, entry).exportId ?? []);
}

function factsOf(files: ExportFiles): ManifestFacts {
  return {
    fileSize: (exportId, objectPath) => files.size(exportId, objectPath),
    hasExportFiles: exportId => files.hasFiles(exportId),
  };
}

/** Ids from the names of the folders, where these are Pendo's: below `datasync`. */
function folderNames(folder: string): Pick<ManifestFacts, 'subscription' | 'application'> {
  const [datasync, subscription, application] = folder.split(path.sep).slice(-3);
  if (datasync !== 'datasync' || subscription === undefined || application === undefined) return {};
  return { subscription, application };
}

/** A manifest that is not there or cannot be read is no fact; its own check tells. */
function ignoreStorage(error: unknown): undefined {
  if (error instanceof DataSyncError && error.code.startsWith('storage.')) return undefined;
  throw error;
}

function unreadable(file: string, error: unknown): FileFinding {
  const { code, message } =
    error instanceof DataSyncError ? error : new DataSyncError('internal', String(error));
  const start = { start: 0, end: 0, line: 1, column: 1, endLine: 1, endColumn: 1 };
  return { file, code, level: 'error', message, related: [], ...start };
}
