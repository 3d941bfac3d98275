import type { Command } from '../command';

/** Asks for a place in a bucket, and lists what lies there. */
export const addBucket: Command = {
  id: 'pendoDataSync.addBucket',
  run: async app => (await import('../clouds/bucketDialogs')).addBucket(app),
};
