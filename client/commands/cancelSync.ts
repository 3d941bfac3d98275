import type { Command } from '../command';

/** Ends what syncs; what is loaded stays. */
export const cancelSync: Command = {
  id: 'pendoDataSync.cancelSync',
  run: ({ syncs }) => syncs.cancel(),
};
