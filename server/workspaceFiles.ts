// What the server reads from disk beside open documents; remembered until something may have changed.
import { readExportFiles, type ExportFiles } from '../shared/facts/exportFiles';
import type { FactSources } from '../shared/facts/gatherFacts';
import { readDocument, type ReadDocument } from '../shared/facts/readDocument';
import { readRuleSettings, type KnownRuleSettings } from '../shared/facts/readRuleSettings';
import type { RuleLevels } from '../shared/manifest/ruleSettings';
import { LruMap } from '../shared/util/lruMap';

/** Disk as the language service sees it. */
export interface WorkspaceFiles extends FactSources {
  /** The levels that hold for a folder; wrong settings throw `manifest.bad-settings`. */
  readLevels(folder: string, signal?: AbortSignal): Promise<RuleLevels>;
  /** Lets go of all that was read: files were saved, opened or changed by others. */
  forget(): void;
}

/** A manifest of 100 MB is a quarter of a GB when parsed: few are kept. */
const documentsKept = 2;
const foldersKept = 8;

/** Workspace files over the disk of this machine. */
export function createWorkspaceFiles(): WorkspaceFiles {
  const documents = new LruMap<string, Promise<ReadDocument>>(documentsKept);
  const folders = new LruMap<string, Promise<ExportFiles>>(foldersKept);
  const levels: KnownRuleSettings = new Map();
  // One caller's cancellation must not fail the others that wait for the same read.
  return {
    readDocument: async (location, signal) => {
      const read = await documents.getOrAdd(location, () => readDocument(location));
      signal?.throwIfAborted();
      return read;
    },
    readExportFiles: async (folder, exportIds, signal) => {
      const key = [folder, ...exportIds].join('\0');
      const files = await folders.getOrAdd(key, () => readExportFiles(folder, exportIds));
      signal?.throwIfAborted();
      return files;
    },
    readLevels: (folder, signal) => readRuleSettings(folder, levels, signal),
    forget: () => {
      levels.clear();
      documents.clear();
      folders.clear();
    },
  };
}
