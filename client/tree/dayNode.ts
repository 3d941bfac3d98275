import * as vscode from 'vscode';

import { dayText } from '../../shared/util/humanText';
import { copyOfDay } from '../download/copyChoice';
import type { ApplicationNode } from './applicationNode';
import { DaySlicesRow } from './daySlicesRow';
import { copyTarget, itemOf, type Row, type RowTarget } from './row';
import { dayOf, details, joined } from './texts';

/** One day as one export has it. */
export class DayNode extends DaySlicesRow {
  readonly id: string;
  readonly #counter: number;
  readonly #periodId: string;

  constructor(
    parent: Row,
    application: ApplicationNode,
    { periodId, counter }: { readonly periodId: string; readonly counter: number },
  ) {
    super(parent, application, { kind: 'dayOfExport', periodId, counter });
    this.id = `${parent.id}|${periodId}`;
    this.#counter = counter;
    this.#periodId = periodId;
  }

  override item(): vscode.TreeItem {
    const { t } = vscode.l10n;
    const newer = this.#newerOwner;
    const again = newer === undefined ? undefined : t('again in #{0}', String(newer));
    const label = dayOf(this.#periodId, this.application.newestDay);
    return itemOf(this, {
      label,
      description: joined(again),
      icon: 'calendar',
      hasChildren: 'collapsed',
      spoken: again === undefined ? [] : [again],
      tooltip: details(
        label,
        [],
        [
          [t('Day (UTC)'), dayText(this.#periodId)],
          [t('Newer in export'), newer === undefined ? null : `#${newer}`],
        ],
      ),
    });
  }

  override get target(): RowTarget {
    const download = copyOfDay(this.#counter, this.#periodId);
    return { id: dayText(this.#periodId), place: this.place, ...copyTarget(this.place, download) };
  }

  /** A newer export that brings the day's allevents again. */
  get #newerOwner(): number | undefined {
    const day = this.application.overview?.days.find(each => each.periodId === this.#periodId);
    const owner = day?.owner ?? undefined;
    return owner !== undefined && owner > this.#counter ? owner : undefined;
  }
}
