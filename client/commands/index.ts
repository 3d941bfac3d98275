import type { Command } from '../command';

/** All commands, as the palette and menus know them. */
export const commands: readonly Command[] = [];
