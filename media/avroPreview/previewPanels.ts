// The bodies of the side panel, and what they ask of the preview.
import type {
  AvroPreviewRequests,
  FileState,
  FilterCondition,
  OpenedFile,
} from '../../shared/protocol/avroPreview';
import type { Channel } from '../../shared/protocol/channel';
import { ColumnPanel } from '../columns/columnPanel';
import type { ColumnPlots } from '../columns/columnPlots';
import { t } from '../localText';
import { SidePanel } from '../sidePanel';
import { BlocksPanel } from './blocksPanel';
import { damagePanel } from './damagePanel';
import { RowPanel } from './rowPanel';
import type { PanelName, SavedPreview } from './savedPreview';
import { schemaPanel } from './schemaPanel';

export interface PanelPorts {
  readonly channel: Channel<AvroPreviewRequests>;
  readonly opened: OpenedFile;
  readonly nonce: string;
  readonly plots: ColumnPlots;
  readonly width: number;
  readonly state: () => FileState;
  readonly isRaw: () => boolean;
  /** Waits for work and says what fails. */
  readonly attempt: (work: Promise<unknown>) => void;
  readonly goToRow: (row: number) => void;
  readonly countExactly: (column: string) => void;
  readonly sort: (column: string, descending: boolean) => void;
  readonly filter: (condition: FilterCondition) => void;
  readonly hide: (column: string) => void;
  readonly onChange: () => void;
}

export class PreviewPanels {
  readonly side: SidePanel<PanelName>;
  readonly row: RowPanel;
  readonly column: ColumnPanel;
  readonly #blocks: BlocksPanel;
  readonly #ports: PanelPorts;

  constructor(ports: PanelPorts) {
    this.#ports = ports;
    const { channel, opened, nonce, plots } = ports;
    this.row = new RowPanel({
      record: async row => (await channel.request('record', { row, raw: ports.isRaw() })).fields,
      copyRecord: row => ports.attempt(channel.request('copyRecord', { row, raw: ports.isRaw() })),
      copyText: text => this.#copy(text),
    });
    this.column = new ColumnPanel({ ...ports, summary: column => plots.summary(column) });
    this.#blocks = new BlocksPanel({
      ...{ opened, nonce },
      blocks: async (start, end) => (await channel.request('blocks', { start, end })).blocks,
      goTo: row => ports.goToRow(row),
    });
    this.side = this.#makeSide();
  }

  /** As it was in an earlier life of the view. */
  restore({ panel, row, column }: SavedPreview): void {
    const found = this.#ports.opened.columns.find(({ name }) => name === column);
    if (found) this.column.show(found);
    if (row !== undefined) this.#ports.attempt(this.row.show(row));
    if (panel) this.side.open(panel);
  }

  onState(state: FileState, before: FileState): void {
    this.side.hideTab('damage', state.lost.length === 0);
    if (this.side.panel === 'blocks') this.#blocks.show(state.blockCount);
    const isNew = state.lost.length !== before.lost.length || state.counted !== before.counted;
    if (this.side.panel === 'damage' && isNew) this.side.open('damage');
  }

  /** The column whose summary is looked at. */
  get shownColumn(): string | undefined {
    return this.side.panel === 'column' ? this.column.column : undefined;
  }

  openColumn(name: string): void {
    const column = this.#ports.opened.columns.find(each => each.name === name);
    if (!column) return;
    this.column.show(column);
    this.side.open('column');
  }

  #makeSide(): SidePanel<PanelName> {
    const { opened, width, state, goToRow, onChange } = this.#ports;
    const copy = (text: string) => this.#copy(text);
    const openColumn = (column: string) => this.openColumn(column);
    const blocks = () => {
      // Laid out when it is in the page.
      requestAnimationFrame(() => this.#blocks.show(state().blockCount));
      return this.#blocks.element;
    };
    const side = new SidePanel<PanelName>({
      bodies: [
        { name: 'row', title: t('Row'), make: () => this.row.element },
        { name: 'column', title: t('Column'), make: () => this.column.element },
        { name: 'schema', title: t('Schema'), make: () => schemaPanel(opened, copy, openColumn) },
        { name: 'blocks', title: t('Blocks'), make: blocks },
        { name: 'damage', title: t('Damage'), make: () => damagePanel(state(), goToRow) },
      ],
      ...{ width, onChange },
    });
    side.hideTab('damage', true);
    return side;
  }

  #copy(text: string): void {
    this.#ports.attempt(this.#ports.channel.request('copyText', { text }));
  }
}
