// Words of the table and the calendar, in the user's language.
import type { DayState } from '../../shared/listing/calendarDays';
import type { ExportKind } from '../../shared/listing/exportRows';
import * as words from '../../shared/listing/listingWords';
import type { LoadState } from '../../shared/plan/states';
import type { TableRow } from '../../shared/protocol/exportsTable';
import { t } from '../localText';

/** `● new`. */
export const stateText = (state: LoadState): string => words.stateText(t, state);

export const dayStateWord = (state: DayState): string => words.stateWord(t, state);

/** What the state of a day means, in a few words. */
export const dayStateMeaning = (state: DayState): string => words.dayStateMeaning(t, state);

export const kindWord = (kind: ExportKind): string => words.kindWord(t, kind);

/** The application, or whose accounts or visitors they are. */
export const nameOfRow = (row: Pick<TableRow, 'name' | 'people'>): string =>
  words.sourceName(t, row);

/** A time as the manifest writes it: `2024-06-21 01:10`, UTC. */
export function timeText(time: string | null): string | null {
  return time === null ? null : time.slice(0, 16).replace('T', ' ');
}
