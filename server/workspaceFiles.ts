// What the server reads from disk beside open documents: read again only when it has changed.
import { AvroIndex, type ListedAvroFile } from '../shared/facts/avroIndex';
import { ExportFolders } from '../shared/facts/exportFolders';
import type { FactSources } from '../shared/facts/gatherFacts';
import type { IndexProgress } from '../shared/facts/indexProgress';
import {
  NameReader,
  type DefiningExport,
  type MatchableNames,
} from '../shared/facts/matchableNames';
import { RuleSettingsFiles } from '../shared/facts/ruleSettingsFiles';
import type { RuleLevels } from '../shared/manifest/ruleSettings';

/** Disk as the language service sees it. Every answer is the same object while what it was read from is the same. */
export interface WorkspaceFiles extends Pick<FactSources, 'readExportFiles'> {
  readonly avro: AvroIndex;
  /** The levels that hold for a folder; wrong settings throw `manifest.bad-settings`. */
  readLevels(folder: string, signal?: AbortSignal): Promise<RuleLevels>;
  /** What the definition files of exports below a manifest's folder call pages, features and track types. */
  readNames(
    folder: string,
    exports: readonly DefiningExport[],
    signal?: AbortSignal,
  ): Promise<MatchableNames>;
  /** Reads Avro files below a manifest's folder, after which facts of theirs are known. */
  indexFiles(
    folder: string,
    listed: readonly ListedAvroFile[],
    onProgress: (progress: IndexProgress) => void,
    signal?: AbortSignal,
  ): Promise<void>;
  /**
   * Looks at the disk again when asked, however short ago it did. Of a file whose change the disk does not show
   * from outside (it grew, in a folder that stayed as it was) the absolute path must be told.
   */
  forget(changed?: readonly string[]): void;
}

/** Avro files and definitions of which is known what they say: some 200 MB when somebody checks that many. */
const avroFilesKept = 400_000;

/** Workspace files over the disk of this machine. */
export function createWorkspaceFiles(): WorkspaceFiles {
  const folders = new ExportFolders();
  const settings = new RuleSettingsFiles();
  const avro = new AvroIndex({ most: avroFilesKept });
  const names = new NameReader(avro);
  return {
    avro,
    readExportFiles: (folder, exportIds, signal) => folders.read(folder, exportIds, signal),
    readLevels: (folder, signal) => settings.read(folder, signal),
    readNames: async (folder, exports, signal) => {
      const files = await folders.read(folder, exportIdsOf(exports), signal);
      return names.read(exports, { folder, files }, signal);
    },
    indexFiles: async (folder, listed, onProgress, signal) => {
      const files = await folders.read(folder, exportIdsOf(listed), signal);
      await avro.read(listed, { folder, files, onProgress }, signal);
    },
    forget: (changed = []) => {
      settings.lookAgain();
      folders.forget(changed);
    },
  };
}

function exportIdsOf(items: readonly { readonly exportId: string }[]): string[] {
  return items.map(({ exportId }) => exportId);
}
