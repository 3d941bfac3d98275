import { countRows } from '../../shared/avro/walkBlocks';
import type { Container } from '../../shared/avro/container';
import { DataSyncError } from '../../shared/errors';
import { cloudOptions, storesOf } from '../clouds';
import { rowFormats } from '../output/rowPrinter';
import { withAvroFile } from '../showing/openAvro';
import { showBlocks } from '../showing/showBlocks';
import { showRows } from '../showing/showRows';
import type { ShowRowsOptions } from '../showing/showRowsOptions';
import { showSalvage } from '../showing/showSalvage';
import type { ParsedArguments, Verb, VerbContext } from '../verb';

/** Rows of a table when nothing else is said: a look, not a dump. */
const tableRows = 20;

/** What `show` shows instead of rows. */
const views = ['schema', 'blocks', 'count', 'salvage'] as const;
type View = (typeof views)[number] | undefined;

/** `show <file.avro>`: rows, schema, blocks or the count of an Avro file. */
export const showVerb: Verb = {
  name: 'show',
  summary: 'Show rows, schema or blocks of an Avro file',
  usage: '<file.avro> [--rows N] [--from ROW] [--columns a,b] [--format FORMAT]',
  positionals: { min: 1, max: 1 },
  options: [
    { name: 'rows', value: 'N', description: 'How many rows (default: 20 as a table, else all)' },
    { name: 'from', value: 'ROW', description: 'Number of the first row, counted from 0' },
    { name: 'columns', value: 'a,b', description: 'Only these columns, in this order' },
    {
      name: 'format',
      value: 'FORMAT',
      allowed: rowFormats,
      description: 'How rows are written (default table)',
    },
    { name: 'raw', description: 'Underlying numbers instead of dates, times and decimals' },
    { name: 'schema', description: 'The writer schema instead of rows' },
    { name: 'blocks', description: 'Offset, size and rows of each block instead of rows' },
    { name: 'count', description: 'The exact number of rows, from block headers alone' },
    {
      name: 'salvage',
      description: 'All rows of a damaged file that can be read, and what is lost',
    },
    ...cloudOptions,
  ],
  examples: [
    'show allevents.avro --rows 5 --columns periodId,visitorId',
    'show allevents.avro --format csv > events.csv',
    'show allevents.avro --blocks',
  ],
  async run(args, context) {
    const view = readView(args);
    const options = readOptions(args);
    const file = args.positionals[0] ?? '';
    const show = (container: Container) => showContainer(container, { view, options }, context);
    return withAvroFile(storesOf(args, context), file, show, context.signal);
  },
};

function readView(args: ParsedArguments): View {
  const [first, second] = views.filter(view => args.flag(view));
  if (first !== undefined && second !== undefined) {
    throw new DataSyncError('cli.usage', `--${first} and --${second} exclude each other`);
  }
  return first;
}

function readOptions(args: ParsedArguments): ShowRowsOptions {
  const format = args.format(rowFormats, 'table');
  return {
    format,
    from: args.integer('from') ?? 0,
    rows: args.integer('rows') ?? (format === 'table' ? tableRows : undefined),
    columns: args.text('columns'),
    raw: args.flag('raw'),
  };
}

async function showContainer(
  container: Container,
  { view, options }: { readonly view: View; readonly options: ShowRowsOptions },
  context: VerbContext,
): Promise<number> {
  const { stdout, signal } = context;
  switch (view) {
    case 'schema':
      await stdout.write(`${JSON.stringify(container.schema, null, 2)}\n`);
      return 0;
    case 'blocks':
      await showBlocks(container, options.format, context);
      return 0;
    case 'count': {
      const rowCount = await countRows(container, signal);
      const isJson = options.format === 'json';
      await stdout.write(isJson ? `{"rowCount":${rowCount}}\n` : `${rowCount}\n`);
      return 0;
    }
    case 'salvage':
      return showSalvage(container, options, context);
    case undefined:
      return showRows(container, options, context);
  }
}
