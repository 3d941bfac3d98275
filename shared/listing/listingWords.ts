// What states and kinds are called, in the tree, the table, its lists and the calendar.
import type { LoadState } from '../plan/states';
import type { Translate } from '../util/translate';
import type { DayState } from './calendarDays';
import type { ExportKind } from './exportRows';
import { stateGlyphs } from './stateGlyphs';

/** `● new`. */
export function stateText(t: Translate, state: LoadState): string {
  return `${stateGlyphs[state]} ${stateWord(t, state)}`;
}

/** The word alone, as a screen reader says it. */
export function stateWord(t: Translate, state: LoadState | DayState): string {
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
    case 'unfinalized':
      return t('unfinalized');
    case 'final':
      return t('final');
  }
}

/** What the state means, as a sentence. */
export function stateMeaning(t: Translate, state: LoadState): string {
  switch (state) {
    case 'new':
      return t('Nothing of it is in the local database.');
    case 'partly':
      return t('Some of it is in the local database, some waits to be loaded.');
    case 'synced':
      return t('All of it that is needed is in the local database.');
    case 'stale':
      return t('It is in the local database, but a newer export waits to replace it.');
    case 'superseded':
      return t('Newer exports own everything in it: nothing of it needs to be loaded.');
    case 'missing':
      return t('No export brings all events of this day, and the local database has none.');
    case 'failed':
      return t('The last try to load it failed; the rows from before are still there.');
  }
}

/** What the state of a day means, in a few words. */
export function dayStateMeaning(t: Translate, state: DayState): string {
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

export function kindWord(t: Translate, kind: ExportKind): string {
  switch (kind) {
    case 'events':
      return t('events');
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

/** An application by its name; of people, whose they are. */
export function sourceName(
  t: Translate,
  { name, people }: { readonly name: string; readonly people: 'account' | 'visitor' | null },
): string {
  if (people === 'account') return t('Accounts of {0}', name);
  return people === 'visitor' ? t('Visitors of {0}', name) : name;
}
