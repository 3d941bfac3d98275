// What pages, features and track types are called, from the definition files of a manifest's exports.
import type { DefinitionFiles } from '../manifest/definitionFiles';
import { matchableTypes, splitMatchableId } from '../manifest/matchableId';
import { LruMap } from '../util/lruMap';
import { SharedTask } from '../util/sharedTask';
import type { AvroIndex, ListedAvroFile, PlacedFiles } from './avroIndex';
import type { Definition, Definitions } from './readDefinitions';

/** An export as far as names are concerned. */
export interface DefiningExport {
  readonly exportId: string;
  readonly counter: number;
  readonly files: DefinitionFiles;
}

/** Names behind ids. */
export interface MatchableNames {
  /** What is behind `Page/<id>`; undefined where no definition file that was read knows it. */
  get(matchableId: string): Definition | undefined;
}

/** What one reading of names may cost: newer exports know nearly all that older ones do. */
const budget = { bytes: 64e6, files: 400, definitions: 300_000 };
/** Names of this many manifests are kept as they were put together. */
const namesKept = 8;

/** Reads names, through an index that knows the files read before. */
export class NameReader {
  readonly #known = new LruMap<string, SharedTask<MatchableNames>>(namesKept);

  constructor(private readonly index: AvroIndex) {}

  /** The names that these exports know, newer exports first; the same object while the files are the same. */
  async read(
    exports: readonly DefiningExport[],
    placed: PlacedFiles,
    signal?: AbortSignal,
  ): Promise<MatchableNames> {
    const listed = affordable(exports, placed);
    const versions = listed.map(file => {
      return `${file.exportId}/${file.path}\0${placed.files.version(file.exportId, file.path)}`;
    });
    const key = [placed.folder, ...versions].join('\0');
    const known = this.#known.get(key);
    if (known && !known.isAbandoned) return known.join(signal);
    const task = new SharedTask(own => this.#readNames(listed, placed, own));
    this.#known.set(key, task);
    return task.join(signal);
  }

  async #readNames(
    listed: readonly ListedAvroFile[],
    placed: PlacedFiles,
    signal?: AbortSignal,
  ): Promise<MatchableNames> {
    const layers = new Map<string, Definitions[]>(matchableTypes.map(type => [type, []]));
    let count = 0;
    for (const file of listed) {
      if (count > budget.definitions) break;
      await this.index.read([file], placed, signal);
      const definitions = this.index.definitions(file, placed);
      if (!definitions) continue;
      count += definitions.size;
      layers.get(file.question)?.push(definitions);
    }
    return {
      get(matchableId) {
        const { type = '', id } = splitMatchableId(matchableId);
        return layers
          .get(type)
          ?.find(definitions => definitions.has(id))
          ?.get(id);
      },
    };
  }
}

/** The definition files that are there, those of the newest export first, up to the budget. */
function affordable(
  exports: readonly DefiningExport[],
  { files }: PlacedFiles,
): readonly ListedAvroFile[] {
  const listed: ListedAvroFile[] = [];
  let bytes = 0;
  for (const { exportId, files: lists } of [...exports].sort((a, b) => b.counter - a.counter)) {
    for (const question of matchableTypes) {
      for (const path of lists[question]) {
        const size = files.size(exportId, path);
        if (typeof size !== 'number' || bytes + size > budget.bytes) continue;
        if (listed.length === budget.files) return listed;
        bytes += size;
        listed.push({ exportId, path, question });
      }
    }
  }
  return listed;
}
