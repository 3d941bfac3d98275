import * as vscode from 'vscode';

import { kindOf } from '../../shared/listing/exportRows';
import type { ListedExport } from '../../shared/listing/listing';
import { kindWord } from '../../shared/listing/listingWords';
import { isRetroactive, isTest } from '../../shared/plan/ownership';
import { bytesText, countText, dayText } from '../../shared/util/humanText';
import { joinPath } from '../../shared/storage/objectPath';
import { locationBelow } from '../../shared/storage/location';
import { copyOfExport } from '../download/copyChoice';
import type { ApplicationNode } from './applicationNode';
import { ContainerRow } from './containerRow';
import { DayNode } from './dayNode';
import { stateIcon, stateUri } from './decorations';
import { DefinitionsNode } from './definitionsNode';
import { MessageNode } from './messageNode';
import { copyTarget, itemOf, placeTarget, type Row, type RowTarget } from './row';
import { sliceRow } from './sliceRow';
import { daysText, details, joined, stateMeaning, stateText, stateWord } from './texts';

interface ExportParts {
  readonly listed: ListedExport;
  readonly rootUrl: string;
  /** What is loaded is known. */
  readonly hasStates: boolean;
  /** Among its siblings: a manifest may name an export twice. */
  readonly index: number;
}

/** One export: its days and its definitions, or its account or visitor files. */
export class ExportNode extends ContainerRow {
  readonly id: string;

  constructor(
    parent: Row,
    application: ApplicationNode,
    private readonly parts: ExportParts,
  ) {
    super(parent, application, { kind: 'export', counter: parts.listed.counter });
    const { counter, exportId } = parts.listed;
    this.id = `${application.id}|export|${counter}|${exportId}|${parts.index}`;
  }

  override item(): vscode.TreeItem {
    const { listed, hasStates } = this.parts;
    const { t } = vscode.l10n;
    const { counter, periodCount, exportType, storageSize } = listed;
    const state = hasStates ? listed.state : undefined;
    const kind = this.#kind;
    // Most have no type, and hold events of days.
    const type = exportType === null && periodCount > 0 ? undefined : kind;
    const days = periodCount > 0 ? daysText(periodCount) : undefined;
    const size = storageSize === null ? undefined : bytesText(storageSize);
    return itemOf(this, {
      label: `#${counter}`,
      description: joined(state && stateText(state), type, days, size),
      icon: stateIcon(iconOf(listed), state),
      ...(state && { state: stateUri(state) }),
      hasChildren: 'collapsed',
      spoken: [t('export'), joined(state && stateWord(state), kind, days, size)],
      tooltip: this.#tooltip(),
    });
  }

  override get target(): RowTarget {
    const { exportId, counter } = this.parts.listed;
    const { destination, manifest } = this.place;
    const folder = joinPath(manifest.folder, exportId);
    return {
      id: exportId,
      ...placeTarget(locationBelow(destination, folder)),
      url: this.parts.rootUrl,
      billOfMaterials: locationBelow(destination, `${folder}/billofmaterials.json`),
      place: this.place,
      counter,
      ...copyTarget(this.place, copyOfExport(counter)),
    };
  }

  protected override async load(): Promise<readonly Row[]> {
    const { days, tables } = await this.contents();
    const newestFirst = [...days].reverse();
    const dayRows = newestFirst.map(
      periodId =>
        new DayNode(this, this.application, { periodId, counter: this.parts.listed.counter }),
    );
    const isEvents = this.application.overview?.application.family === 'events';
    const tableRows = isEvents
      ? tables.length > 0
        ? [new DefinitionsNode(this, tables)]
        : []
      : tables.map(slice => sliceRow(this, slice));
    const rows = [...dayRows, ...tableRows];
    if (rows.length > 0) return rows;
    return [
      new MessageNode(this, { text: vscode.l10n.t('No files in this export'), icon: 'info' }),
    ];
  }

  /** What it is, as the table of exports calls it; account and visitor files say it by where they stand. */
  get #kind(): string | undefined {
    const { listed } = this.parts;
    const isEvents = this.application.overview?.application.family === 'events';
    return isEvents ? kindWord(vscode.l10n.t, kindOf(listed, listed)) : undefined;
  }

  #tooltip(): vscode.MarkdownString {
    const { t } = vscode.l10n;
    const { listed, rootUrl, hasStates } = this.parts;
    const { state, pending = 0 } = listed;
    const waiting = hasStates && pending > 0 ? [t('Slices to load: {0}.', countText(pending))] : [];
    return details(
      t('Export {0}', String(listed.counter)),
      [...(hasStates && state ? [`${stateText(state)}. ${stateMeaning(state)}`] : []), ...waiting],
      [
        [t('Type'), listed.exportType?.join(', ') ?? this.#kind],
        [t('Finished (UTC)'), listed.finishTime],
        [t('First day (UTC)'), listed.firstPeriod && dayText(listed.firstPeriod)],
        [t('Last day (UTC)'), listed.lastPeriod && dayText(listed.lastPeriod)],
        [t('Events'), listed.eventCount === null ? null : countText(listed.eventCount)],
        [t('Matched'), listed.matchedCount === null ? null : countText(listed.matchedCount)],
        [t('Files'), countText(listed.fileCount)],
        [t('Size'), listed.storageSize === null ? null : bytesText(listed.storageSize)],
        [t('Export ID'), listed.exportId, 'code'],
        [t('URL'), rootUrl, 'code'],
      ],
    );
  }
}

function iconOf(listed: ListedExport): string {
  if (isRetroactive(listed)) return 'history';
  return isTest(listed) ? 'beaker' : 'package';
}
