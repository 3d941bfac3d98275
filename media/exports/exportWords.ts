// Words of the table and the calendar: the same as in the tree.
import type { DayState } from '../../shared/listing/calendarDays';
import type { ExportKind } from '../../shared/listing/exportRows';
import { stateGlyphs } from '../../shared/listing/stateGlyphs';
import type { LoadState } from '../../shared/plan/states';
import type { TableRow } from '../../shared/protocol/exportsTable';
import { t } from '../localText';

/** `● new`. */
export function stateText(state: LoadState): string {
  return `${stateGlyphs[state]} ${stateWord(state)}`;
}

function stateWord(state: LoadState): string {
  switch (state) {
    case 'new':
      return t('new');
    case 'partly':
      return t('partly');
    case 'synced':
      return t('synced');
    case 'stale':
      return t('stale');
    case 'superseded':
      return t('superseded');
    case 'missing':
      return t('missing');
    case 'failed':
      return t('failed');
  }
}

export function dayStateWord(state: DayState): string {
  switch (state) {
    case 'unfinalized':
      return t('unfinalized');
    case 'final':
      return t('final');
    default:
      return stateWord(state);
  }
}

/** What the state of a day means, in a few words. */
export function dayStateMeaning(state: DayState): string {
  switch (state) {
    case 'missing':
      return t('no export brings it');
    case 'failed':
      return t('the last sync of it failed');
    case 'stale':
      return t('loaded, a newer export waits');
    case 'partly':
      return t('some of it is loaded');
    case 'unfinalized':
      return t('not loaded, Pendo will send it again');
    case 'final':
      return t('not loaded, probably final');
    case 'synced':
      return t('loaded');
  }
}

export function kindWord(kind: ExportKind): string {
  switch (kind) {
    case 'daily':
      return t('daily');
    case 'range':
      return t('range of days');
    case 'retroactive':
      return t('retroactive');
    case 'test':
      return t('test');
    case 'definitions':
      return t('definitions');
    case 'accounts':
      return t('accounts');
    case 'visitors':
      return t('visitors');
  }
}

/** The application, or whose accounts or visitors they are. */
export function nameOfRow({ name, people }: Pick<TableRow, 'name' | 'people'>): string {
  if (people === 'account') return t('Accounts of {0}', name);
  if (people === 'visitor') return t('Visitors of {0}', name);
  return name;
}

/** A time as the manifest writes it: `2024-06-21 01:10`, UTC. */
export function timeText(time: string | null): string | null {
  return time === null ? null : time.slice(0, 16).replace('T', ' ');
}
