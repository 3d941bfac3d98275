import type { Container } from '../../shared/avro/container';
import { readRecords } from '../../shared/avro/readRecords';
import { avroCells } from '../../shared/rows/avroCells';
import { endCutShort } from '../output/endCutShort';
import { createRowPrinter } from '../output/rowPrinter';
import type { VerbContext } from '../verb';
import { chooseColumns } from './chooseColumns';
import type { ShowRowsOptions } from './showRowsOptions';

/** Prints rows of a file and resolves with the exit code; a table that ends before the file does says how to go on. */
export async function showRows(
  container: Container,
  { format, from, rows = Infinity, columns, raw }: ShowRowsOptions,
  context: VerbContext,
): Promise<number> {
  const { stdout, columns: width, signal } = context;
  const chosen = chooseColumns(container.type, columns);
  const printer = createRowPrinter(format, {
    output: stdout,
    forms: avroCells(chosen.types, { raw }),
    width,
    moreHint: 'choose with --columns, or --format json',
  });
  // One row more than shown tells whether there are more.
  const options = { from, count: rows + 1, columns: chosen.projection, branches: true };
  let left = rows;
  let more = false;
  let begun = false;
  try {
    for await (const batch of readRecords(container, options, signal)) {
      // Not before rows are there: a file that fails at once has no answer but its error.
      if (!begun) await printer.begin(chosen.names);
      begun = true;
      more = batch.rows.length > left;
      const shown = more ? batch.rows.slice(0, left) : batch.rows;
      left -= shown.length;
      if (shown.length > 0) await printer.rows(shown.map(row => chosen.cells(row)));
    }
  } catch (thrown) {
    if (!begun) throw thrown;
    return endCutShort(printer, thrown, context);
  }
  if (!begun) await printer.begin(chosen.names);
  await printer.end();
  if (more && format === 'table') {
    await stdout.write(`… more rows follow: --from ${from + rows}, or --rows for more at once\n`);
  }
  return 0;
}
