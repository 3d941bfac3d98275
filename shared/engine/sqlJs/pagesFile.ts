import type { PageSource } from '../engine';
import type { FileSystem } from './fileSystem';

/** Pages in memory as a file that can be read and nothing else. */
export function pagesFileSystem(pages: PageSource): Pick<FileSystem, 'read' | 'size' | 'close'> {
  return {
    read(_handle, bytes, position) {
      const length = Math.max(0, Math.min(bytes.length, pages.size - position));
      pages.read(bytes.subarray(0, length), position);
      return length;
    },
    size: () => pages.size,
    close: () => undefined,
  };
}
