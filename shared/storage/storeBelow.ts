import { joinPath } from './objectPath';
import type { ObjectInfo, ObjectStore } from './objectStore';

/** A store's folder as a store of its own. */
export function storeBelow(store: ObjectStore, folder: string): ObjectStore {
  if (folder === '') return store;
  const inside = (path: string) => joinPath(folder, path);
  const seen = (info: ObjectInfo): ObjectInfo => ({
    ...info,
    path: info.path.slice(folder.length + 1),
  });
  return {
    url: joinPath(store.url, folder),
    async list(path, signal) {
      const { folders, objects } = await store.list(inside(path), signal);
      return { folders, objects: objects.map(seen) };
    },
    async stat(path, signal) {
      const found = await store.stat(inside(path), signal);
      return found && seen(found);
    },
    async open(path, signal) {
      const object = await store.open(inside(path), signal);
      const { size, version, md5, readsAhead } = object;
      return {
        ...{ name: path, size, version, md5 },
        ...(readsAhead === undefined ? {} : { readsAhead }),
        read: (start, end, own) => object.read(start, end, own),
        close: () => object.close(),
      };
    },
  };
}
