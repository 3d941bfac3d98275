import * as vscode from 'vscode';

import type { ListedOverview } from '../../shared/listing/listApplication';
import { dateLabel } from '../../shared/util/dayLabel';
import type { ApplicationNode } from './applicationNode';
import { PeriodNode } from './periodNode';
import { itemOf, Row } from './row';
import { dayOf, daysText, joined } from './texts';

/** The days of an application, newest first, whichever export brings them. */
export class PeriodsNode extends Row {
  readonly id: string;

  constructor(
    private readonly application: ApplicationNode,
    private readonly overview: ListedOverview,
  ) {
    super(application.ports, application);
    this.id = `${application.id}|periods`;
  }

  override item(): vscode.TreeItem {
    const { t } = vscode.l10n;
    const { days } = this.overview;
    const [first, last] = [days[0], days.at(-1)];
    const range = first && last ? `${dayOf(first.periodId)} – ${dayOf(last.periodId)}` : '';
    const until = last && t('to {0}', dateLabel(last.periodId, vscode.env.language));
    return itemOf(this, {
      label: t('Periods'),
      description: joined(daysText(days.length), until),
      icon: 'calendar',
      hasChildren: 'collapsed',
      spoken: [daysText(days.length), range],
    });
  }

  protected override async load(): Promise<readonly Row[]> {
    const { hasStates } = this.application;
    return [...this.overview.days]
      .reverse()
      .map(day => new PeriodNode(this, this.application, { day, hasStates }));
  }
}
