import * as vscode from 'vscode';

import type { Container } from '../../shared/listing/listContents';
import { ContainerRow } from './containerRow';
import { MatchedNode } from './matchedNode';
import { MessageNode } from './messageNode';
import type { Row } from './row';
import { sliceRow } from './sliceRow';

/** What stands below a day: allevents, then pages, features and track types. */
export abstract class DaySlicesRow extends ContainerRow<Exclude<Container, { kind: 'export' }>> {
  override get isFiltered(): boolean {
    return true;
  }

  protected override async load(): Promise<readonly Row[]> {
    const { allEvents, matched } = await this.contents();
    const groups = matched.map(async group => {
      const { filter } = this.ports;
      const found = filter === '' ? group.count : (await this.matched(group.type, 0)).found;
      return new MatchedNode(this, { ...group, found });
    });
    const rows = [
      ...(allEvents ? [sliceRow(this, allEvents)] : []),
      ...(await Promise.all(groups)),
    ];
    if (rows.length > 0) return rows;
    return [new MessageNode(this, { text: vscode.l10n.t('Nothing on this day'), icon: 'info' })];
  }

  /** The matched events of one type that the filter lets through. */
  matched(type: 'Page' | 'Feature' | 'TrackType', limit: number) {
    const { place, container } = this;
    const { filter, database } = this.ports;
    return database.request('matched', { ...place, container, type, filter, limit });
  }
}
