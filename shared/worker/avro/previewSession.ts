// Answers what the preview of one file asks. Lists of found rows live here, by number.
import type { Container } from '../../avro/container';
import { toJsonText } from '../../avro/formatValue';
import type { ByteSource } from '../../avro/byteSource';
import { DataSyncError } from '../../errors';
import type {
  AvroWorkerRequests,
  ExportRecipe,
  OpenedFile,
  OpenRecipe,
  RowRange,
  RowsAnswer,
  ScanProgress,
  ViewId,
} from '../../protocol/avroPreview';
import type { ContextOf, Handlers, RequestContext } from '../../protocol/channel';
import { joinPieces } from '../../rows/rowText';
import { writePieces } from '../writePieces';
import { avroText } from './avroText';
import { blockRows } from './blockRows';
import { previewRow } from './cellText';
import { detailTree } from './detailTree';
import { filterRows } from './filterRows';
import type { TypedColumn } from './previewColumns';
import { PreviewFile } from './previewFile';
import { RowReader, type ReadRow } from './rowReader';
import { RowSet } from './rowSet';
import { sortRows } from './sortRows';
import { sampleColumns, summarizeColumns } from './summary/summarize';
import { viewRows } from './viewRows';

type OpenSource = (recipe: OpenRecipe, signal?: AbortSignal) => Promise<ByteSource>;
type Params<K extends keyof AvroWorkerRequests> = AvroWorkerRequests[K]['params'];
type Context<K extends keyof AvroWorkerRequests> = ContextOf<AvroWorkerRequests, K>;

/** The answers of a worker that serves one file, which the first request opens. */
export function previewHandlers(openSource: OpenSource): Handlers<AvroWorkerRequests> {
  let opened: PreviewSession | undefined;
  const session = (): PreviewSession => {
    if (!opened) throw new DataSyncError('internal', 'no file is open yet');
    return opened;
  };
  return {
    open: async (recipe, { signal }) => {
      const expectedRows = recipe.kind === 'stored' ? recipe.rowCount : undefined;
      opened = await PreviewSession.open(await openSource(recipe, signal), expectedRows, signal);
      return opened.opened();
    },
    rows: (range, { signal }) => session().rows(range, signal),
    count: (_, context) => session().count(context),
    record: (params, { signal }) => session().record(params, signal),
    recordText: (params, { signal }) => session().recordText(params, signal),
    filter: (params, context) => session().filter(params, context),
    sort: (params, context) => session().sort(params, context),
    closeView: async ({ view }) => session().closeView(view),
    summarize: (params, context) => session().summarize(params, context),
    blocks: async (range, { signal }) => ({
      blocks: await blockRows(session().file, range, signal),
    }),
    text: (recipe, { signal }) => session().text(recipe, signal),
    export: (recipe, context) => session().export(recipe, context),
  };
}

/** Blocks that are read at once: enough for a first screen, few enough for a blink. */
const firstBlocks = 1;
const countMillis = 150;
/** A clipboard takes no more in reason. */
const mostCopied = 100_000;

class PreviewSession {
  readonly #reader: RowReader;
  readonly #views = new Map<number, RowSet>();
  #nextView = 1;

  private constructor(readonly file: PreviewFile) {
    this.#reader = new RowReader(file);
  }

  static async open(
    source: ByteSource,
    expectedRows: number | undefined,
    signal: AbortSignal,
  ): Promise<PreviewSession> {
    const file = await PreviewFile.open(source, expectedRows, signal);
    await file.peek(firstBlocks, signal);
    return new PreviewSession(file);
  }

  opened(): OpenedFile {
    const { container, columns, state } = this.file;
    return {
      name: container.source.name,
      size: container.source.size,
      codec: container.codec,
      syncMarker: Buffer.from(container.syncMarker).toString('hex'),
      metadata: furtherMetadata(container),
      schemaText: JSON.stringify(container.schema, null, 2),
      columns: columns.map(({ shown }) => shown),
      headerBytes: container.dataStart,
      countCost: this.file.countCost,
      state,
    };
  }

  async rows({ view, start, end, raw }: RowRange, signal: AbortSignal): Promise<RowsAnswer> {
    const { rows, approximate } =
      view === 'file'
        ? await this.#reader.range(start, end, signal)
        : { rows: await this.#listed(view, start, end, signal), approximate: false };
    return { rows: rows.map(row => previewRow(row, this.file.columns, { raw })), approximate };
  }

  async count(context: Context<'count'>) {
    let reported = 0;
    await this.file.count(() => {
      if (performance.now() - reported < countMillis) return;
      reported = performance.now();
      context.progress(this.file.state);
    }, context.signal);
    return this.file.state;
  }

  async record({ row, raw }: Params<'record'>, signal: AbortSignal) {
    const read = await this.#row(row, signal);
    return { fields: detailTree(read.value, this.file.columns, raw) };
  }

  async recordText({ row, raw }: Params<'recordText'>, signal: AbortSignal) {
    const { value } = await this.#row(row, signal);
    return { text: toJsonText(value, this.file.container.type, { raw }) };
  }

  async filter({ conditions, raw }: Params<'filter'>, context: Context<'filter'>) {
    const { view, rows: found } = this.#newView();
    const onProgress = (progress: ScanProgress) =>
      context.progress({ ...progress, view, rowCount: found.length });
    try {
      await filterRows(this.file, { conditions, raw, found, onProgress }, context.signal);
    } catch (error) {
      // What a cancelled search has found stays to be looked at.
      if (!context.signal.aborted) this.#views.delete(view);
      throw error;
    }
    return { view, rowCount: found.length };
  }

  async sort({ view, column, descending }: Params<'sort'>, context: Context<'sort'>) {
    const rows = this.#view(view);
    const options = { rows, column: this.#column(column), descending };
    const onProgress = report(context);
    const sorted = await sortRows(this.file, { ...options, onProgress }, context.signal);
    const made = this.#newView(sorted);
    return { view: made.view, rowCount: sorted.length };
  }

  async closeView(view: number): Promise<null> {
    this.#views.delete(view);
    return null;
  }

  async summarize({ columns, exact }: Params<'summarize'>, context: Context<'summarize'>) {
    const chosen = columns.map(name => this.#column(name));
    const { signal } = context;
    const summaries = exact
      ? await summarizeColumns(this.file, chosen, report(context), signal)
      : await sampleColumns(this.file, this.#reader, chosen, signal);
    return { summaries };
  }

  async text(recipe: ExportRecipe, signal: AbortSignal) {
    if (recipe.end - recipe.start > mostCopied) {
      const text = `${recipe.end - recipe.start} rows are too many for the clipboard, which takes ${mostCopied}; export them to a file`;
      throw new DataSyncError('preview.too-many-rows', text, { allowed: mostCopied });
    }
    return joinPieces(this.#text(recipe, signal));
  }

  async export(recipe: Params<'export'>, context: Context<'export'>) {
    const { target, view, start, end } = recipe;
    await this.file.count();
    const all = this.#view(view)?.length ?? this.file.state.estimate;
    const of = Math.min(end, all) - start;
    const options = { target, of, onProgress: report(context) };
    return writePieces(this.#text(recipe, context.signal), options, context.signal);
  }

  #text({ view, start, end, columns, format, raw }: ExportRecipe, signal: AbortSignal) {
    const range = { rows: this.#view(view), start, end };
    const batches = viewRows(this.file, this.#reader, range, signal);
    return avroText(batches, { columns: columns.map(name => this.#column(name)), format, raw });
  }

  #listed(view: number, start: number, end: number, signal: AbortSignal) {
    return this.#reader.list(this.#view(view)?.slice(start, end) ?? [], signal);
  }

  async #row(row: number, signal: AbortSignal): Promise<Extract<ReadRow, { value: unknown }>> {
    const { rows } = await this.#reader.range(row, row + 1, signal);
    const [read] = rows;
    if (read && 'value' in read) return read;
    throw new DataSyncError('avro.bad-value', read?.lost ?? `the file has no row ${row}`, { row });
  }

  #column(name: string): TypedColumn {
    const column = this.file.columns.find(each => each.name === name);
    if (!column) throw new DataSyncError('preview.bad-filter', `the file has no column "${name}"`);
    return column;
  }

  #view(view: ViewId): RowSet | undefined {
    if (view === 'file') return undefined;
    const rows = this.#views.get(view);
    if (!rows) throw new DataSyncError('internal', `the list of rows ${view} was closed`);
    return rows;
  }

  #newView(rows = new RowSet()): { readonly view: number; readonly rows: RowSet } {
    const view = this.#nextView++;
    this.#views.set(view, rows);
    return { view, rows };
  }
}

/** `progress` needs its context. */
function report<P>(context: RequestContext<P>): (value: P) => void {
  return value => context.progress(value);
}

function furtherMetadata({ metadata }: Container): OpenedFile['metadata'] {
  return [...metadata]
    .filter(([key]) => key !== 'avro.schema' && key !== 'avro.codec')
    .map(([key, bytes]) => [key, Buffer.from(bytes).toString('utf8')] as const);
}
