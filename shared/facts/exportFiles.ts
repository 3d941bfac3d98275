// What lies on disk around a manifest, as the rules want to know it.
import type { ExportContent } from './exportListing';

/** The exports that lie beside a manifest, with their files. */
export interface ExportFiles {
  /**
   * Whether Avro files of the export are there; undefined when those of no export are:
   * then somebody copied only the JSON, which is nothing to complain of.
   */
  hasFiles(exportId: string): boolean | undefined;
  /** Bytes; null for a file that is not there, undefined where nobody looked. */
  size(exportId: string, path: string): number | null | undefined;
  /** Changes whenever the file's bytes do; undefined for a file that is not there and where nobody looked. */
  version(exportId: string, path: string): string | undefined;
  /** Paths of the export's Avro files below its folder; undefined where nobody looked. */
  avroFiles(exportId: string): readonly string[] | undefined;
}

/** What the folders of exports hold, by their ids. */
export type ExportContents = ReadonlyMap<string, ExportContent>;

/** The files of these exports. */
export function exportFilesOf(contents: ExportContents): ExportFiles {
  const avroFiles = new Map<string, readonly string[]>();
  const present = new Set<string>();
  /** Of exports of which everything was seen, and there is something. */
  const seen = new Map<string, ExportContent['files']>();
  for (const [exportId, { isThere, isComplete, files }] of contents) {
    const found = [...files.keys()].filter(isAvro);
    if (isThere && (!isComplete || found.length > 0)) present.add(exportId);
    if (!isComplete || found.length === 0) continue;
    seen.set(exportId, files);
    avroFiles.set(exportId, found);
  }
  return {
    hasFiles: exportId => (present.size > 0 ? present.has(exportId) : undefined),
    size(exportId, path) {
      const files = seen.get(exportId);
      return files && (files.get(path)?.size ?? null);
    },
    version: (exportId, path) => seen.get(exportId)?.get(path)?.version,
    avroFiles: exportId => avroFiles.get(exportId),
  };
}

function isAvro(path: string): boolean {
  return path.toLowerCase().endsWith('.avro');
}
