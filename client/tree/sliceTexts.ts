import * as vscode from 'vscode';

import type { NamedSlice } from '../../shared/listing/chooseMatched';
import type { ListedSlice } from '../../shared/listing/listContents';
import { splitMatchableId } from '../../shared/manifest/matchableId';
import { countText } from '../../shared/util/humanText';
import { sliceName, type Detail } from './texts';

/** The name of a page, feature or track type, its id where nobody knows a name; or the table's. */
export function nameOfSlice(slice: ListedSlice | NamedSlice): string {
  if (slice.matchableId === null) return sliceName(slice.kind);
  const name = 'name' in slice ? slice.name : null;
  return name ?? splitMatchableId(slice.matchableId).id;
}

/** What "Copy ID" copies of a slice. */
export function idOfSlice({ matchableId }: ListedSlice): string | undefined {
  return matchableId === null ? undefined : splitMatchableId(matchableId).id;
}

/** What its hover says. */
export function describeSlice(slice: ListedSlice | NamedSlice): readonly Detail[] {
  const { t } = vscode.l10n;
  const { matchableId, eventCount, counter } = slice;
  return [
    [t('ID'), matchableId, 'code'],
    [t('Group'), 'group' in slice ? slice.group : null],
    [t('Events'), eventCount === null ? null : countText(eventCount)],
    [t('From export'), `#${counter}`],
  ];
}
