import type { Translate } from '../util/translate';
import type { ListedDay } from './listApplication';

/** Which export a day is of and whether Pendo will send it again, for its row and for who hears it. */
export interface DayFacts {
  /** Few words, for a narrow row: what is as usual goes without saying. */
  readonly shown: { readonly final: string | undefined; readonly source: string | undefined };
  readonly spoken: readonly string[];
}

type Day = Pick<ListedDay, 'owner' | 'loadedFrom' | 'probablyFinal'>;

/** The facts of a day that some export brings. */
export function dayFacts(t: Translate, { owner, loadedFrom, probablyFinal }: Day): DayFacts {
  const isLoaded = loadedFrom !== null;
  const isOther = isLoaded && loadedFrom !== owner;
  const numbers = (isOther ? [loadedFrom, owner] : [owner]).filter(each => each !== null);
  return {
    shown: {
      // What is not loaded is loaded from the newest export anyway.
      final: isLoaded && !probablyFinal ? t('not final') : undefined,
      // `#412 → #418`: a newer one waits.
      source: numbers.map(counter => `#${counter}`).join(' → ') || undefined,
    },
    spoken: [
      ...(owner === null ? [] : [t('of export {0}', String(owner))]),
      ...(isOther ? [t('loaded from export {0}', String(loadedFrom))] : []),
      probablyFinal ? t('probably final') : t('not final'),
    ],
  };
}
