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
  /** Whether all definition files of `Page`, … that are there were read: an id without a name is then not defined. */
  knowsType(type: string): boolean;
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
    const listed = definitionsThere(exports, placed);
    const versions = listed.map(({ exportId, path }) => {
      return `${exportId}/${path}\0${placed.files.version(exportId, path)}`;
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
    signal: AbortSignal,
  ): Promise<MatchableNames> {
    const layers = new Map<string, (Definitions | undefined)[]>();
    for (const type of matchableTypes) layers.set(type, []);
    let left = budget;
    for (const file of listed) {
      const bytes = left.bytes - (placed.files.size(file.exportId, file.path) ?? 0);
      const isAffordable = bytes >= 0 && left.files > 0 && left.definitions > 0;
      if (isAffordable) await this.index.read([file], placed, signal);
      const definitions = isAffordable ? this.index.definitions(file, placed) : undefined;
      layers.get(file.question)?.push(definitions);
      if (!isAffordable) continue;
      left = {
        bytes,
        files: left.files - 1,
        definitions: left.definitions - (definitions?.size ?? 0),
      };
    }
    return {
      get(matchableId) {
        const { type = '', id } = splitMatchableId(matchableId);
        for (const definitions of layers.get(type) ?? []) {
          const definition = definitions?.get(id);
          if (definition) return definition;
        }
        return undefined;
      },
      knowsType(type) {
        const read = layers.get(type) ?? [];
        return read.length > 0 && !read.includes(undefined);
      },
    };
  }
}

/** The definition files that are there, those of the newest export first. */
function definitionsThere(
  exports: readonly DefiningExport[],
  { files }: PlacedFiles,
): readonly ListedAvroFile[] {
  return [...exports]
    .sort((a, b) => b.counter - a.counter)
    .flatMap(({ exportId, files: lists }) =>
      matchableTypes.flatMap(question =>
        lists[question].map(path => ({ exportId, path, question })),
      ),
    )
    .filter(({ exportId, path }) => files.version(exportId, path) !== undefined);
}
