import * as vscode from 'vscode';

import { dayFacts } from '../../shared/listing/dayFacts';
import type { ListedDay } from '../../shared/listing/listApplication';
import { countText, dayText } from '../../shared/util/humanText';
import type { ApplicationNode } from './applicationNode';
import { DaySlicesRow } from './daySlicesRow';
import { stateIcon, stateUri } from './decorations';
import { itemOf, type Row, type RowTarget } from './row';
import { dayOf, details, eventsText, joined, stateMeaning, stateText, stateWord } from './texts';

interface PeriodParts {
  readonly day: ListedDay;
  /** What is loaded is known. */
  readonly hasStates: boolean;
}

/** One day of an application, each slice from the export that owns it. */
export class PeriodNode extends DaySlicesRow {
  readonly id: string;

  constructor(
    parent: Row,
    application: ApplicationNode,
    private readonly parts: PeriodParts,
  ) {
    const { periodId } = parts.day;
    super(parent, application, { kind: 'day', periodId });
    this.id = `${application.id}|period|${periodId}`;
  }

  override item(): vscode.TreeItem {
    const { periodId, eventCount } = this.parts.day;
    const state = this.#state;
    const events = eventCount === null ? undefined : countText(eventCount);
    const { shown, spoken } = dayFacts(vscode.l10n.t, this.parts.day);
    const facts = state === 'missing' ? [] : spoken;
    return itemOf(this, {
      label: dayOf(periodId, this.application.newestDay),
      description: joined(state && stateText(state), shown.final, events, shown.source),
      icon: stateIcon('calendar', state),
      ...(state && { state: stateUri(state) }),
      hasChildren: state === 'missing' ? 'none' : 'collapsed',
      spoken: [
        joined(
          state && stateWord(state),
          eventCount === null ? '' : eventsText(eventCount),
          ...facts,
        ),
      ],
      tooltip: this.#tooltip(),
    });
  }

  override get target(): RowTarget {
    return { id: dayText(this.parts.day.periodId), place: this.place };
  }

  get #state(): ListedDay['state'] | undefined {
    const { day, hasStates } = this.parts;
    // Missing in the manifest is known without the database.
    return hasStates || day.state === 'missing' ? day.state : undefined;
  }

  #tooltip(): vscode.MarkdownString {
    const { t } = vscode.l10n;
    const { periodId, eventCount, owner, probablyFinal, loadedFrom } = this.parts.day;
    const state = this.#state;
    const final = probablyFinal
      ? t(
          'Probably final: an export of it finished at least 8 days later. An estimate: Pendo marks it nowhere.',
        )
      : t('Probably not final: Pendo typically sends a day again 8 to 10 days later.');
    return details(
      dayOf(periodId),
      [
        ...(state ? [`${stateText(state)}. ${stateMeaning(state)}`] : []),
        ...(state === 'missing' ? [t('Ask Pendo for a one-time export that covers it.')] : [final]),
      ],
      [
        [t('Day (UTC)'), dayText(periodId)],
        [t('Events'), eventCount === null ? null : countText(eventCount)],
        [t('Owned by export'), owner === null ? null : `#${owner}`],
        [t('Loaded from export'), loadedFrom === null ? null : `#${loadedFrom}`],
      ],
    );
  }
}
