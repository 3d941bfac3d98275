import * as vscode from 'vscode';

import type { ListedSlice, SliceFile } from '../../shared/listing/listContents';
import { splitPath } from '../../shared/storage/objectPath';
import { locationBelow } from '../../shared/storage/location';
import { copyOfSlice } from '../download/copyChoice';
import { documentUri } from '../files/documentUri';
import { bytesText, countText } from '../../shared/util/humanText';
import { containerOf } from './containerRow';
import { copyTarget, itemOf, placeTarget, Row, type RowTarget } from './row';
import { describeSlice, idOfSlice, nameOfSlice } from './sliceTexts';
import { details, eventsText } from './texts';

interface FileParts {
  readonly file: SliceFile;
  /** It is the only file of its slice, and stands for it. */
  readonly isAll: boolean;
}

/** An Avro file. */
export class FileNode extends Row {
  readonly id: string;

  constructor(
    parent: Row,
    private readonly slice: ListedSlice,
    private readonly parts: FileParts,
  ) {
    super(parent.ports, parent);
    this.id = `${parent.id}|${slice.kind}|${parts.file.path}`;
  }

  override item(): vscode.TreeItem {
    const { t } = vscode.l10n;
    const { isRefused } = this.parts.file;
    const { eventCount } = this.slice;
    const hasCount = this.parts.isAll && eventCount !== null;
    const description = isRefused ? t('refused') : hasCount ? countText(eventCount) : undefined;
    const item = itemOf(this, {
      label: this.#label,
      ...(description !== undefined && { description }),
      icon: isRefused ? 'error' : 'table',
      hasChildren: 'none',
      spoken: [t('Avro file'), ...(hasCount ? [eventsText(eventCount)] : [])],
    });
    item.tooltip = undefined;
    if (!isRefused) {
      const command = 'pendoDataSync.openAvroFile';
      item.command = { command, title: t('Open'), arguments: [this] };
    }
    return item;
  }

  override get target(): RowTarget {
    const { file } = this.parts;
    const id = idOfSlice(this.slice);
    const own = id === undefined ? {} : { id };
    const place = containerOf(this)?.place;
    if (file.isRefused || !place) return own;
    const { destination, manifest } = place;
    const rootUrl = this.#rootUrl;
    const below = file.path.slice(`${manifest.folder}/${this.slice.exportId}/`.length);
    return {
      ...own,
      ...placeTarget(locationBelow(destination, file.path)),
      ...(rootUrl !== undefined && { url: `${rootUrl}/${below}` }),
      place,
      slice: this.slice,
      ...copyTarget(place, copyOfSlice(this.slice)),
    };
  }

  override async tooltip(): Promise<vscode.MarkdownString> {
    const { t } = vscode.l10n;
    const { location } = this.target;
    if (location === undefined) {
      const why = t('The path leads out of the export’s folder. It is not followed.');
      return details(this.#label, [why], [[t('Path'), this.parts.file.path, 'code']]);
    }
    const size = await sizeOf(location);
    const missing = t('The manifest lists this file, but it is not there.');
    return details(this.#label, size === undefined ? [missing] : [], [
      ...describeSlice(this.slice),
      [t('Size'), size === undefined ? null : bytesText(size)],
      [t('File'), location, 'code'],
    ]);
  }

  get #label(): string {
    return this.parts.isAll ? nameOfSlice(this.slice) : splitPath(this.parts.file.path).name;
  }

  get #rootUrl(): string | undefined {
    return containerOf(this)?.application.overview?.rootUrls.get(this.slice.exportId);
  }
}

async function sizeOf(location: string): Promise<number | undefined> {
  try {
    return (await vscode.workspace.fs.stat(documentUri(location))).size;
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return undefined;
    throw error;
  }
}
