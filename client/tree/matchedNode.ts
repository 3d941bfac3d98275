import * as vscode from 'vscode';

import type { ListedGroup } from '../../shared/listing/listContents';
import { matchedKind } from '../../shared/plan/slice';
import { countText } from '../../shared/util/humanText';
import type { DaySlicesRow } from './daySlicesRow';
import { MessageNode } from './messageNode';
import { itemOf, Row } from './row';
import { sliceRow } from './sliceRow';
import { eventsText, sliceName } from './texts';

interface FilteredGroup extends ListedGroup {
  /** How many the filter lets through. */
  readonly found: number;
}

/** More rows than anybody reads; beyond them the filter helps. */
const rowLimit = 1000;

const icons = { Page: 'browser', Feature: 'inspect', TrackType: 'pulse' } as const;

/** The pages, features or track types of a day. */
export class MatchedNode extends Row {
  readonly id: string;

  constructor(
    private readonly day: DaySlicesRow,
    private readonly group: FilteredGroup,
  ) {
    super(day.ports, day);
    this.id = `${day.id}|${group.type}`;
  }

  override item(): vscode.TreeItem {
    const { t } = vscode.l10n;
    const { type, count, found, eventCount } = this.group;
    const name = sliceName(matchedKind(type));
    const isAll = this.ports.filter === '';
    const numbers = isAll ? countText(count) : t('{0} of {1}', countText(found), countText(count));
    const events = eventCount === null || !isAll ? undefined : countText(eventCount);
    return itemOf(this, {
      label: `${name} (${numbers})`,
      ...(events !== undefined && { description: events }),
      icon: icons[type],
      hasChildren: found > 0 ? 'collapsed' : 'none',
      spoken: eventCount === null ? [] : [eventsText(eventCount)],
    });
  }

  protected override async load(): Promise<readonly Row[]> {
    const { slices, found } = await this.day.matched(this.group.type, rowLimit);
    const rows: Row[] = slices.map(slice => sliceRow(this, slice));
    if (found <= slices.length) return rows;
    const { t } = vscode.l10n;
    const more = new MessageNode(this, {
      text: t('{0} more: filter by name', countText(found - slices.length)),
      icon: 'filter',
      command: 'pendoDataSync.filterMatched',
    });
    return [...rows, more];
  }
}
