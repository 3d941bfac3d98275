import * as vscode from 'vscode';

import type { ListedSlice } from '../../shared/listing/listContents';
import { countText } from '../../shared/util/humanText';
import { itemOf, Row } from './row';
import { sliceRow } from './sliceRow';
import { sliceName } from './texts';

/** The definition files of an export. */
export class DefinitionsNode extends Row {
  readonly id: string;

  constructor(
    parent: Row,
    private readonly tables: readonly ListedSlice[],
  ) {
    super(parent.ports, parent);
    this.id = `${parent.id}|definitions`;
  }

  override item(): vscode.TreeItem {
    const names = this.tables.map(({ kind }) => sliceName(kind));
    return itemOf(this, {
      label: vscode.l10n.t('Definitions'),
      description: countText(names.length),
      icon: 'book',
      hasChildren: 'collapsed',
      spoken: names,
    });
  }

  protected override async load(): Promise<readonly Row[]> {
    return this.tables.map(slice => sliceRow(this, slice));
  }
}
