import type { BlockRow, OpenedFile } from '../../shared/protocol/avroPreview';
import { bytesText, countText } from '../../shared/util/humanText';
import { element } from '../element';
import { DataGrid } from '../grid/dataGrid';
import type { GridColumn } from '../grid/gridColumns';
import { t } from '../localText';

export interface BlocksPanelPorts {
  readonly opened: OpenedFile;
  readonly nonce: string;
  blocks(start: number, end: number): Promise<readonly BlockRow[]>;
  goTo(row: number): void;
}

/** The block map: rows, bytes and ratio of each block. */
export class BlocksPanel {
  readonly element: HTMLElement;
  readonly #host = element('div', { class: 'blocks-grid' });
  #grid: DataGrid | undefined;
  #firstRows = new Map<number, number>();

  constructor(readonly ports: BlocksPanelPorts) {
    const { codec, syncMarker, headerBytes } = ports.opened;
    const facts = element(
      'dl',
      {},
      ...[element('dt', {}, t('Codec')), element('dd', {}, codec)],
      ...[element('dt', {}, t('Sync marker')), element('dd', { class: 'mono' }, syncMarker)],
      ...[element('dt', {}, t('Header')), element('dd', {}, bytesText(headerBytes))],
    );
    this.element = element('div', { class: 'panel-body blocks' }, facts, this.#host);
  }

  /** The panel is visible now, and the file has so many blocks as far as is known. */
  show(blockCount: number): void {
    this.#grid ??= this.#makeGrid();
    if (this.#firstRows.size === 0) this.#grid.show(this.#source(blockCount));
    else this.#grid.grow(blockCount);
    this.#grid.layout();
  }

  #makeGrid(): DataGrid {
    const open = (block: number) => {
      const row = this.#firstRows.get(block);
      if (row !== undefined) this.ports.goTo(row);
    };
    return new DataGrid(this.#host, blockColumns(), {
      label: t('Blocks'),
      nonce: this.ports.nonce,
      numbers: { name: t('Block'), width: 64 },
      onOpen: open,
    });
  }

  #source(rowCount: number) {
    return {
      rowCount,
      fetch: async (start: number, end: number) => {
        const blocks = await this.ports.blocks(start, end);
        for (const { block, firstRow } of blocks) this.#firstRows.set(block, firstRow);
        return { rows: blocks.map(gridRow) };
      },
    };
  }
}

function blockColumns(): readonly GridColumn[] {
  return [
    { id: 'rows', name: t('Rows'), width: 64, alignRight: true },
    { id: 'bytes', name: t('Bytes'), width: 70, alignRight: true },
    { id: 'ratio', name: t('Ratio'), width: 56, alignRight: true },
    { id: 'offset', name: t('Offset'), width: 104, alignRight: true },
  ];
}

function gridRow({ block, rows, bytes, unpacked, offset, lost }: BlockRow) {
  const ratio = unpacked === null || bytes === 0 ? null : `${(unpacked / bytes).toFixed(1)} ×`;
  return {
    key: block,
    label: countText(block + 1),
    cells: [countText(rows), bytesText(bytes), ratio, countText(offset)],
    ...(lost === undefined ? {} : { lost: { text: t('lost'), reason: lost } }),
  };
}
