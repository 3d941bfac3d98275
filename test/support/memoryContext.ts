import type { VerbContext } from '../../cli/verb';

/** A verb's outside in memory: what it writes can be read back. */
export interface MemoryContext extends VerbContext {
  text(): { readonly stdout: string; readonly stderr: string };
}

/** A context whose outputs are texts; `overrides` replace parts of it. */
export function memoryContext(overrides: Partial<VerbContext> = {}): MemoryContext {
  const written = { stdout: '', stderr: '' };
  const sink = (name: 'stdout' | 'stderr') => ({
    write: async (text: string) => {
      written[name] += text;
    },
  });
  return {
    stdout: sink('stdout'),
    stderr: sink('stderr'),
    signal: new AbortController().signal,
    interactive: false,
    columns: undefined,
    env: {},
    cwd: '/',
    now: () => new Date('2023-03-01T12:00:00Z'),
    openClouds: () => () => Promise.reject(new Error('no bucket is opened in this test')),
    rangeCache: { folder: '/nowhere', bytes: 0 },
    ...overrides,
    text: () => ({ ...written }),
  };
}
