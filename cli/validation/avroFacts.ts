// What the Avro files beside a manifest say, for `validate --deep`.
import { DataSyncError } from '../../shared/errors';
import type { JsonDocument } from '../../shared/json/jsonDocument';
import { elementsOf, readExportView, type ExportView } from '../../shared/manifest/exportView';
import type { ManifestFacts } from '../../shared/manifest/facts';
import { definitionsKeys, matchableTypes } from '../../shared/manifest/matchableId';
import { presentProperty } from '../../shared/manifest/nodeValues';
import type { MatchableType } from '../../shared/manifest/types';
import type { ManifestFileKind } from '../../shared/manifest/validateManifest';
import { createFileStore } from '../../shared/storage/fileStore';
import type { ObjectStore } from '../../shared/storage/objectStore';
import { inspectAvroFile, type InspectedFile } from './inspectAvroFile';

/** The document whose files are read. */
export interface ListedDocument {
  readonly document: JsonDocument;
  readonly kind: ManifestFileKind;
  /** The folder that the exports' folders lie in. */
  readonly folder: string;
  /** What is known of the files already: only those that are there are opened. */
  readonly facts: ManifestFacts;
}

type DeepFacts = Pick<ManifestFacts, 'avroFile' | 'definedIds'>;

/** Reads Avro files, each once for a manifest and its bills of materials. */
export class AvroFacts {
  #folder: string | undefined;
  readonly #files = new Map<string, InspectedFile>();

  /** Opens every file that the document lists. */
  async read(listed: ListedDocument, signal?: AbortSignal): Promise<DeepFacts> {
    const { document, kind, folder, facts } = listed;
    if (this.#folder !== folder) this.#files.clear();
    this.#folder = folder;
    const store = createFileStore(folder);
    const defined = new Map<string, ReadonlySet<string>>();
    for (const node of exportNodes(document, kind)) {
      const view = readExportView(document, node, kind === 'exportManifest');
      const exportId = view.rootUrl?.exportId ?? facts.exportId;
      if (exportId === undefined) continue;
      await this.#readExport(view, { store, exportId, facts }, signal);
      for (const type of matchableTypes) {
        const ids = this.#definedIds(view, exportId, type);
        if (ids) defined.set(`${exportId}/${type}`, ids);
      }
    }
    return {
      avroFile: (exportId, file) => this.#files.get(`${exportId}/${file}`)?.fact,
      definedIds: (exportId, type) => defined.get(`${exportId}/${type}`),
    };
  }

  async #readExport(
    view: ExportView,
    { store, exportId, facts }: { store: ObjectStore; exportId: string; facts: ManifestFacts },
    signal?: AbortSignal,
  ): Promise<void> {
    const idColumnsOf = definitionColumns(view);
    const timeless = new Set(view.files.paths.slice(0, view.files.timeless));
    for (const file of view.files.firsts.keys()) {
      signal?.throwIfAborted();
      const location = `${exportId}/${file}`;
      const isThere = typeof facts.fileSize?.(exportId, file) === 'number';
      if (!isThere || this.#files.has(location)) continue;
      const wantsPeriods = !timeless.has(file);
      const inspection = { wantsPeriods, idColumns: idColumnsOf.get(file) ?? [] };
      const object = await store.open(location, signal).catch(ignoreStorage);
      if (!object) continue;
      try {
        const inspected = await inspectAvroFile(object, inspection, signal).catch(ignoreStorage);
        if (inspected) this.#files.set(location, inspected);
      } finally {
        await object.close();
      }
    }
  }

  /** Undefined unless every definition file of the type was read. */
  #definedIds(
    view: ExportView,
    exportId: string,
    type: MatchableType,
  ): ReadonlySet<string> | undefined {
    const files = definitionFiles(view, type);
    if (files.length === 0) return undefined;
    const ids = new Set<string>();
    for (const file of files) {
      const own = this.#files.get(`${exportId}/${file}`)?.ids;
      if (!own) return undefined;
      for (const id of own) ids.add(id.startsWith(`${type}/`) ? id.slice(type.length + 1) : id);
    }
    return ids;
  }
}

function exportNodes(document: JsonDocument, kind: ManifestFileKind): readonly number[] {
  if (kind === 'exportManifest') {
    return elementsOf(document, document.property(document.root, 'exports'));
  }
  return [document.root].filter(root => document.isObject(root));
}

/** The names that the id's column may have, by definition file. */
function definitionColumns(view: ExportView): Map<string, readonly string[]> {
  const columns = new Map<string, readonly string[]>();
  for (const type of matchableTypes) {
    const own = `${type.charAt(0).toLowerCase()}${type.slice(1)}Id`;
    for (const file of definitionFiles(view, type)) columns.set(file, [own, 'id']);
  }
  return columns;
}

function definitionFiles({ document, node }: ExportView, type: MatchableType): string[] {
  const list = presentProperty(document, node, definitionsKeys[type]);
  const single = document.stringValue(list);
  if (single !== undefined) return [single];
  if (!document.isArray(list)) return [];
  return [...document.children(list)].flatMap(child => document.stringValue(child) ?? []);
}

/** A file that cannot be read now is no fact. */
function ignoreStorage(error: unknown): undefined {
  if (error instanceof DataSyncError && error.code.startsWith('storage.')) return undefined;
  throw error;
}
