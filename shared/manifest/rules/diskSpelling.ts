import type { ManifestFacts } from '../facts';

/** How the files of an export are spelt on disk, asked by any other spelling; undefined for a file that is not there at all. */
export function diskSpelling(
  facts: ManifestFacts,
  exportId: string,
): (path: string) => string | undefined {
  let spellings: Map<string, string> | undefined;
  return path => {
    // Only asked for files that are missing, of which there are few or none.
    spellings ??= new Map(facts.filesOf?.(exportId)?.map(file => [file.toLowerCase(), file]));
    return spellings.get(path.toLowerCase());
  };
}
