// One result as it is looked at: which rows in which order, what its columns are like, and its chart.
import type { FilterCondition, PreviewColumn } from '../../shared/protocol/avroPreview';
import type { Channel } from '../../shared/protocol/channel';
import type { QueryGridRequests, ResultColumn, ResultOrder } from '../../shared/protocol/queryGrid';
import type { ChartColumns } from '../../shared/protocol/resultChart';
import { guessChart } from '../../shared/util/guessChart';
import { ColumnPlots } from '../columns/columnPlots';
import type { TaskBar } from '../columns/taskBar';
import { t } from '../localText';
import type { SavedPlace } from './savedPlace';

export interface LookPorts {
  readonly channel: Channel<QueryGridRequests>;
  readonly tasks: TaskBar;
  /** Summaries of columns have come. */
  readonly onPlots: () => void;
}

export class ResultLook {
  readonly columns: readonly PreviewColumn[];
  readonly #ports: LookPorts;
  #plots: ColumnPlots;
  #hasSample = false;
  view = 0;
  /** Rows of the arrangement; undefined where it is the statement's. */
  found: number | undefined;
  conditions: readonly FilterCondition[] = [];
  order: ResultOrder | undefined;
  isChart = false;
  chart: ChartColumns;

  constructor(
    readonly result: number,
    columns: readonly ResultColumn[],
    ports: LookPorts,
  ) {
    this.#ports = ports;
    this.columns = columns.map(previewColumn);
    this.#plots = this.#makePlots();
    this.chart = guessChart(columns);
  }

  get plots(): ColumnPlots {
    return this.#plots;
  }

  /** Rows that the filter has left; undefined without one. */
  get kept(): number | undefined {
    return this.conditions.length > 0 ? this.found : undefined;
  }

  /** The order with the name of its column. */
  get namedOrder(): { readonly column: string; readonly descending: boolean } | undefined {
    if (!this.order) return undefined;
    const { column, descending } = this.order;
    return { column: this.columns[column]?.label ?? '', descending };
  }

  /** A quick look at all columns, once for each filter, when all rows are there. */
  async sample(): Promise<void> {
    if (this.#hasSample) return;
    this.#hasSample = true;
    await this.#plots.sample();
  }

  /** As it was before the view was hidden. */
  async restore({ conditions, order, isChart, chart }: SavedPlace): Promise<void> {
    this.isChart = isChart;
    this.chart = chart;
    if (conditions.length > 0 || order) await this.arrange(conditions, order);
  }

  /** Resolves with false when the user thought better of it: then all is as it was. */
  async arrange(
    conditions: readonly FilterCondition[],
    order: ResultOrder | undefined,
  ): Promise<boolean> {
    const { channel, tasks } = this.#ports;
    const { result } = this;
    const isFilter = conditions !== this.conditions;
    const title =
      isFilter || !order
        ? t('Filtering')
        : t('Sorting by {0}', this.columns[order.column]?.label ?? '');
    const wanted = { result, conditions, order: order ?? null };
    const found = await tasks.run(title, (signal, onProgress) =>
      channel.request('arrange', wanted, { signal, onProgress }),
    );
    if (!found) return false;
    this.view = found.view;
    this.found = found.view === 0 ? undefined : found.rowCount;
    this.conditions = conditions;
    this.order = order;
    if (isFilter) {
      this.#plots = this.#makePlots();
      this.#hasSample = false;
    }
    return true;
  }

  #makePlots(): ColumnPlots {
    const { channel, onPlots } = this.#ports;
    const { result } = this;
    return new ColumnPlots(
      async (wanted, options) => {
        const params = { result, view: this.view, ...wanted };
        return (await channel.request('summarize', params, options)).summaries;
      },
      this.columns,
      onPlots,
    );
  }
}

/** As filters and summaries know columns; two may be called the same, so that they are named by their places. */
function previewColumn({ name, isNumber, isTime }: ResultColumn, place: number): PreviewColumn {
  const kind = isNumber ? 'number' : isTime ? 'time' : 'text';
  const typeWord = isNumber ? t('number') : isTime ? t('time') : t('text');
  return { name: String(place), label: name, typeWord, typeText: typeWord, nullable: false, kind };
}
