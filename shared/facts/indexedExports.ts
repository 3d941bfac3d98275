import { ownText } from '../util/ownText';
import type { InspectedFile } from './inspectAvroFile';

/** What was read of a file, and in which version. */
export interface IndexedFile extends InspectedFile {
  readonly version: string;
}

/** What was read of the files of exports. When there is too much, exports go whole, those that were added first. */
export class IndexedExports {
  readonly #exports = new Map<string, Map<string, IndexedFile>>();
  #weight = 0;

  /** `most` counts files, and what they define. */
  constructor(private readonly most: number) {}

  /** `folder` is the export's, `path` leads from there to the file. */
  get(folder: string, path: string): IndexedFile | undefined {
    return this.#exports.get(folder)?.get(path);
  }

  add(folder: string, path: string, file: IndexedFile): void {
    const files = this.#exports.get(folder) ?? new Map<string, IndexedFile>();
    this.#exports.set(folder, files);
    const before = files.get(path);
    this.#weight += weightOf(file) - (before ? weightOf(before) : 0);
    // Paths come from a manifest's text, which must not stay for them.
    files.set(ownText(path), file);
    for (const [oldest, dropped] of this.#exports) {
      if (this.#weight <= this.most || oldest === folder) break;
      this.#exports.delete(oldest);
      for (const each of dropped.values()) this.#weight -= weightOf(each);
    }
  }
}

function weightOf({ definitions }: IndexedFile): number {
  return 1 + (definitions?.size ?? 0);
}
