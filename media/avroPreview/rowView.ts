// Which rows the table shows: the file's, those that a filter found, or a sorted list of either.
import type {
  AvroPreviewRequests,
  FilterCondition,
  FoundRows,
  RowsAnswer,
  ViewId,
} from '../../shared/protocol/avroPreview';
import type { Channel } from '../../shared/protocol/channel';
import { t } from '../localText';
import type { TaskBar } from '../columns/taskBar';

export interface SortOrder {
  readonly column: string;
  readonly descending: boolean;
}

export interface RowViewPorts {
  readonly channel: Channel<AvroPreviewRequests>;
  readonly tasks: Pick<TaskBar, 'run' | 'cancel'>;
  isRaw(): boolean;
  /** Another list is shown, from its top. */
  onView(): void;
  /** The list has grown. */
  onGrow(): void;
}

export class RowView {
  readonly #ports: RowViewPorts;
  #filtered: FoundRows | undefined;
  #sorted: FoundRows | undefined;
  /** Of the newest search: one that it overtook may still report and end, and changes nothing. */
  #search = 0;
  conditions: readonly FilterCondition[] = [];
  order: SortOrder | undefined;
  isSearching = false;
  /** The search was cancelled before the end of the file. */
  isPartial = false;

  constructor(ports: RowViewPorts) {
    this.#ports = ports;
  }

  get id(): ViewId {
    return this.#sorted?.view ?? this.#filtered?.view ?? 'file';
  }

  /** undefined where the file itself is shown. */
  get rowCount(): number | undefined {
    return (this.#sorted ?? this.#filtered)?.rowCount;
  }

  /** Rows by their place in the list. */
  async fetch(start: number, end: number, signal: AbortSignal): Promise<RowsAnswer> {
    const range = { view: this.id, start, end, raw: this.#ports.isRaw() };
    return this.#ports.channel.request('rows', range, { signal });
  }

  /** Searches the file; the first rows found are shown while it is read. */
  async filter(conditions: readonly FilterCondition[]): Promise<void> {
    this.#reset();
    const search = ++this.#search;
    this.conditions = conditions;
    if (conditions.length === 0) return this.#ports.onView();
    const { channel, tasks } = this.#ports;
    this.isSearching = true;
    try {
      const params = { conditions, raw: this.#ports.isRaw() };
      const found = await tasks.run(t('Searching'), (signal, progress) =>
        channel.request('filter', params, {
          signal,
          onProgress: value => {
            progress(value);
            this.#found(search, value);
          },
        }),
      );
      if (found) this.#found(search, found);
      if (search !== this.#search) return;
      this.isSearching = false;
      this.isPartial = found === undefined;
      this.#ports.onGrow();
    } catch (error) {
      this.isSearching = false;
      this.conditions = [];
      this.#ports.onView();
      throw error;
    }
  }

  /** The list that an earlier life of the view has shown. */
  async restore({
    conditions,
    sort,
  }: {
    readonly conditions: readonly FilterCondition[];
    readonly sort: SortOrder | undefined;
  }): Promise<void> {
    const filtered = conditions.length > 0 ? this.filter(conditions) : undefined;
    const search = this.#search;
    await filtered;
    // The user has filtered otherwise meanwhile.
    if (sort && search === this.#search) await this.sort(sort);
  }

  /** The rows shown now, in the order of a column. */
  async sort(order: SortOrder): Promise<void> {
    const { channel, tasks } = this.#ports;
    const search = this.#search;
    const params = { ...order, view: this.#filtered?.view ?? 'file' } as const;
    const sorted = await tasks.run(t('Sorting by {0}', order.column), (signal, onProgress) =>
      channel.request('sort', params, { signal, onProgress }),
    );
    if (!sorted) return;
    if (search !== this.#search) return this.#close(sorted);
    this.#close(this.#sorted);
    this.#sorted = sorted;
    this.order = order;
    this.#ports.onView();
  }

  clearSort(): void {
    this.#close(this.#sorted);
    this.#sorted = undefined;
    this.order = undefined;
    this.#ports.onView();
  }

  #found(search: number, found: FoundRows): void {
    if (search !== this.#search) return this.#close(found);
    const isFirst = this.#filtered?.view !== found.view;
    this.#filtered = { view: found.view, rowCount: found.rowCount };
    if (isFirst) this.#ports.onView();
    else this.#ports.onGrow();
  }

  #reset(): void {
    this.#ports.tasks.cancel();
    this.#close(this.#sorted);
    this.#close(this.#filtered);
    this.#sorted = this.#filtered = undefined;
    this.order = undefined;
    this.isSearching = this.isPartial = false;
  }

  #close(list: FoundRows | undefined): void {
    if (!list) return;
    // Nobody waits for it, and a worker that has ended has no lists any more.
    this.#ports.channel.request('closeView', { view: list.view }).catch(() => undefined);
  }
}
