// Summaries of all columns: first from one sample, then exact where the user asks.
import type { ColumnSummary, PreviewColumn, ScanProgress } from '../../shared/protocol/avroPreview';
import type { RequestOptions } from '../../shared/protocol/channel';
import { t } from '../localText';
import { ColumnHeader } from './columnHeader';
import type { TaskBar } from './taskBar';

/** Columns of a sample that are asked for together. */
const together = 16;

/** Says what columns are like: from a sample, or exact. */
export type Summarize = (
  wanted: { readonly columns: readonly string[]; readonly exact: boolean },
  options?: RequestOptions<ScanProgress>,
) => Promise<readonly ColumnSummary[]>;

export class ColumnPlots {
  readonly #headers = new Map<string, ColumnHeader>();
  readonly #summaries = new Map<string, ColumnSummary>();

  constructor(
    readonly summarize: Summarize,
    readonly columns: readonly PreviewColumn[],
    readonly onChange: () => void,
  ) {
    for (const column of columns) this.#headers.set(column.name, new ColumnHeader(column));
  }

  header(column: string): HTMLElement | undefined {
    return this.#headers.get(column)?.element;
  }

  summary(column: string): ColumnSummary | undefined {
    return this.#summaries.get(column);
  }

  /** A quick look at all columns. */
  async sample(): Promise<void> {
    const names = [...this.#headers.keys()];
    for (let start = 0; start < names.length; start += together) {
      const columns = names.slice(start, start + together);
      for (const summary of await this.summarize({ columns, exact: false })) this.#show(summary);
    }
    this.onChange();
  }

  /** All rows of these columns; resolves with false when that was cancelled. */
  async countExactly(columns: readonly string[], tasks: TaskBar): Promise<boolean> {
    const found = await tasks.run(this.#counting(columns), (signal, onProgress) =>
      this.summarize({ columns, exact: true }, { signal, onProgress }),
    );
    for (const summary of found ?? []) this.#show(summary);
    this.onChange();
    return found !== undefined;
  }

  #counting([first, ...others]: readonly string[]): string {
    if (others.length > 0) return t('Counting values of all columns');
    const label = this.columns.find(({ name }) => name === first)?.label;
    return t('Counting values of {0}', label ?? first ?? '');
  }

  #show(summary: ColumnSummary): void {
    if (this.#summaries.get(summary.column)?.exact && !summary.exact) return;
    this.#summaries.set(summary.column, summary);
    this.#headers.get(summary.column)?.show(summary);
  }
}
