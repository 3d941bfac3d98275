import * as vscode from 'vscode';

import type { ListedOverview } from '../../shared/listing/listApplication';
import { countText } from '../../shared/util/humanText';
import type { ApplicationNode } from './applicationNode';
import { ExportNode } from './exportNode';
import { itemOf, Row } from './row';

/** The exports of an application, newest first. */
export class ExportsNode extends Row {
  readonly id: string;

  constructor(
    readonly application: ApplicationNode,
    private readonly overview: ListedOverview,
  ) {
    super(application.ports, application);
    this.id = `${application.id}|exports`;
  }

  override item(): vscode.TreeItem {
    const { t } = vscode.l10n;
    const { exportCount, firstCounter, lastCounter } = this.overview.application;
    const range =
      firstCounter === lastCounter ? `#${lastCounter}` : `#${firstCounter}–${lastCounter}`;
    return itemOf(this, {
      label: t('Exports'),
      description: `${countText(exportCount)} · ${range}`,
      icon: 'package',
      hasChildren: 'collapsed',
      spoken: [t('{0} to {1}', firstCounter ?? '', lastCounter ?? '')],
    });
  }

  protected override async load(): Promise<readonly Row[]> {
    const { application, rootUrls } = this.overview;
    const { hasStates } = this.application;
    const exports = [...(application.exports ?? [])].sort((a, b) => b.counter - a.counter);
    const parent = application.family === 'events' ? this : this.application;
    return exports.map((listed, i) => {
      const rootUrl = rootUrls.get(listed.exportId) ?? '';
      return new ExportNode(parent, this.application, { listed, rootUrl, hasStates, index: i });
    });
  }
}
