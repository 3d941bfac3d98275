// Summaries that become exact without being asked for, once all rows are counted: of what is on this machine.
import type { OpenedFile } from '../../shared/protocol/avroPreview';
import type { ColumnPlots } from '../columns/columnPlots';
import type { TaskBar } from '../columns/taskBar';

export interface ExactSummariesPorts {
  readonly opened: Pick<OpenedFile, 'size' | 'countCost' | 'columns'>;
  readonly plots: Pick<ColumnPlots, 'summary' | 'countExactly'>;
  readonly tasks: TaskBar;
  readonly isCounted: () => boolean;
  /** The column whose summary is looked at. */
  readonly shownColumn: () => string | undefined;
}

/** A smaller file is read through as a whole for what all of its columns are like. */
const smallBytes = 64e6;

/** Makes summaries exact while nothing else is to be done. */
export class ExactSummaries {
  readonly #ports: ExactSummariesPorts;
  /** The user has cancelled them, or they failed: then they are counted only when asked for. */
  readonly #declined = new Set<string>();
  #hasBegun = false;

  constructor(ports: ExactSummariesPorts) {
    this.#ports = ports;
  }

  /** There are rows and samples to look at: from now on there is time. */
  begin(): void {
    this.#hasBegun = true;
    void this.look();
  }

  /** To be called when there may be something to count. */
  async look(): Promise<void> {
    const { plots, tasks, isCounted } = this.#ports;
    if (!this.#hasBegun || tasks.isRunning || !isCounted()) return;
    const columns = this.#wanted.filter(
      column => !this.#declined.has(column) && !plots.summary(column)?.exact,
    );
    if (columns.length === 0) return;
    // A failure is not told: the sample stays, and nobody has asked for more.
    const isDone = await plots.countExactly(columns, tasks).catch(() => false);
    if (isDone) return this.look();
    // What the user wanted meanwhile comes first; after it this is called again.
    if (!tasks.isRunning) for (const column of columns) this.#declined.add(column);
  }

  get #wanted(): readonly string[] {
    const { opened, shownColumn } = this.#ports;
    // Bytes of a bucket cost something.
    if (opened.countCost > 0) return [];
    if (opened.size <= smallBytes) return opened.columns.map(({ name }) => name);
    const column = shownColumn();
    return column === undefined ? [] : [column];
  }
}
