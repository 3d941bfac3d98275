// What a zip holds, for tests that look into a package.
import { readFile } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';

/** The entries of a zip: its central directory has `PK\1\2` before each, lengths at 28, the name at 46. */
export async function zipEntries(file: string): Promise<ReadonlyMap<string, () => Buffer>> {
  const bytes = await readFile(file);
  const entries = new Map<string, () => Buffer>();
  for (let at = bytes.indexOf('PK\u0001\u0002'); at >= 0;) {
    const name = bytes.toString('utf8', at + 46, at + 46 + bytes.readUInt16LE(at + 28));
    const [method, size, header] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt32LE(at + 42),
    ];
    entries.set(name, () => {
      // The entry's own header is as long as its name and its extra field make it.
      const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
      const content = bytes.subarray(start, start + size);
      return method === 0 ? content : inflateRawSync(content);
    });
    at = bytes.indexOf('PK\u0001\u0002', at + 46);
  }
  return entries;
}
