import type { Command } from '../command';
import { Row } from '../tree/row';
import { signInCommand } from '../../shared/storage/access/signInCommand';
import { openSignIn } from '../ui/openSignIn';

/** Opens a terminal with the command that signs the user in to the cloud of a row that could not be read. */
export const signIn: Command = {
  id: 'pendoDataSync.signIn',
  async run({ tree }, row) {
    const command = row instanceof Row ? signInCommand(tree.failureOf(row)) : undefined;
    if (command !== undefined) await openSignIn(command);
  },
};
