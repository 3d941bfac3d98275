import type { App } from '../app';
import { Row } from './row';

/** The rows that a command is for: those of the menu it was chosen from, else the selected ones. */
export function rowsOf({ tree }: App, args: readonly unknown[]): readonly Row[] {
  const [clicked, selected] = args;
  if (!(clicked instanceof Row)) return tree.selection;
  const rows = Array.isArray(selected) ? selected.filter(row => row instanceof Row) : [];
  return rows.includes(clicked) ? rows : [clicked];
}
