import * as vscode from 'vscode';

import type { ListedSlice } from '../../shared/listing/listContents';
import { counted, countText } from '../../shared/util/humanText';
import { copyOfSlice } from '../download/copyChoice';
import { containerOf } from './containerRow';
import { FileNode } from './fileNode';
import { copyTarget, itemOf, Row, type RowTarget } from './row';
import { describeSlice, idOfSlice, nameOfSlice } from './sliceTexts';
import { details, eventsText, joined } from './texts';

/** A slice of several files, or of none: then it is deleted and nothing is loaded. */
export class SliceNode extends Row {
  readonly id: string;

  constructor(
    parent: Row,
    private readonly slice: ListedSlice,
  ) {
    super(parent.ports, parent);
    this.id = `${parent.id}|${slice.kind}|${slice.matchableId ?? ''}`;
  }

  override item(): vscode.TreeItem {
    const { t } = vscode.l10n;
    const { files, eventCount } = this.slice;
    const isDeleted = files.length === 0;
    const events = eventCount === null ? undefined : countText(eventCount);
    const description = isDeleted
      ? t('deleted')
      : joined(events, counted(files.length, t('{0} file'), t('{0} files')));
    const sentences = isDeleted
      ? [t('Its rows of this day are deleted and nothing is loaded.')]
      : [];
    return itemOf(this, {
      label: nameOfSlice(this.slice),
      description,
      icon: isDeleted ? 'trash' : 'files',
      hasChildren: isDeleted ? 'none' : 'collapsed',
      spoken: [eventCount === null ? description : `${eventsText(eventCount)}, ${description}`],
      tooltip: details(nameOfSlice(this.slice), sentences, [
        ...describeSlice(this.slice),
        [t('Files'), countText(files.length)],
      ]),
    });
  }

  override get target(): RowTarget {
    const id = idOfSlice(this.slice);
    const place = containerOf(this)?.place;
    return {
      ...(id === undefined ? {} : { id }),
      ...(place && this.slice.files.length > 0 && copyTarget(place, copyOfSlice(this.slice))),
      ...(place && { place }),
    };
  }

  protected override async load(): Promise<readonly Row[]> {
    return this.slice.files.map(file => new FileNode(this, this.slice, { file, isAll: false }));
  }
}
