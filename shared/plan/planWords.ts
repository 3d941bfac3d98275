// What plans, syncs and their reports speak of, in words: slices, rows and the tables they belong to.
import { counted } from '../util/humanText';
import type { Translate } from '../util/translate';
import { rangesOf } from './selection';
import type { SliceKind } from './slice';

/** `34 slices`. */
export function slicesText(t: Translate, count: number): string {
  return counted(count, t('{0} slice'), t('{0} slices'));
}

/** `1,234 rows in`. */
export function rowsInText(t: Translate, count: number): string {
  return counted(count, t('{0} row in'), t('{0} rows in'));
}

/** `1 row out`. */
export function rowsOutText(t: Translate, count: number): string {
  return counted(count, t('{0} row out'), t('{0} rows out'));
}

/** `1 row`. */
export function rowsText(t: Translate, count: number): string {
  return counted(count, t('{0} row'), t('{0} rows'));
}

/** What the table of a slice is called. */
export function sliceName(t: Translate, kind: SliceKind): string {
  switch (kind) {
    case 'allEvents':
      return 'allevents';
    case 'pages':
    case 'matchedPage':
      return t('Pages');
    case 'features':
    case 'matchedFeature':
      return t('Features');
    case 'trackTypes':
    case 'matchedTrackType':
      return t('Track types');
    case 'guides':
      return t('Guides');
    case 'accounts':
      return t('Accounts');
    case 'visitors':
      return t('Visitors');
    case 'metadataSchema':
      return t('Metadata schema');
  }
}

/** What a plan says it loads: `page definitions`. */
export function loadedWord(t: Translate, kind: SliceKind): string {
  switch (kind) {
    case 'allEvents':
      return 'allevents';
    case 'matchedPage':
      return t('events of pages');
    case 'matchedFeature':
      return t('events of features');
    case 'matchedTrackType':
      return t('events of track types');
    case 'pages':
      return t('page definitions');
    case 'features':
      return t('feature definitions');
    case 'trackTypes':
      return t('track type definitions');
    case 'guides':
      return t('guide definitions');
    case 'accounts':
      return t('accounts');
    case 'visitors':
      return t('visitors');
    case 'metadataSchema':
      return t('metadata schema');
  }
}

/** `export 412`, `exports 410 to 412, 414`. */
export function exportsText(t: Translate, counters: readonly number[]): string {
  const numbers = rangesOf(t, counters);
  return counters.length === 1 ? t('export {0}', numbers) : t('exports {0}', numbers);
}
