import type { AvroValue } from '../../shared/avro/avroValue';
import type { Container } from '../../shared/avro/container';
import { compileDecoder } from '../../shared/avro/decode';
import type { Block } from '../../shared/avro/readBlocks';
import { isLost, salvageBlocks, type LostRange } from '../../shared/avro/salvage';
import { countOf, countText } from '../../shared/util/humanText';
import { avroCells } from '../../shared/rows/avroCells';
import { endCutShort } from '../output/endCutShort';
import { createRowPrinter } from '../output/rowPrinter';
import type { VerbContext } from '../verb';
import { chooseColumns } from './chooseColumns';
import type { ShowRowsOptions } from './showRowsOptions';

/** Prints the rows of a damaged file that can be read, then what is lost; the exit code is 1 when anything is. */
export async function showSalvage(
  container: Container,
  { format, from, rows = Infinity, columns, raw }: ShowRowsOptions,
  context: VerbContext,
): Promise<number> {
  const chosen = chooseColumns(container.type, columns);
  const printer = createRowPrinter(format, {
    output: context.stdout,
    forms: avroCells(chosen.types, { raw }),
    width: context.columns,
    moreHint: 'choose with --columns, or --format json',
  });
  const decoder = compileDecoder(container.type, { columns: chosen.projection, branches: true });
  const lost: LostRange[] = [];
  let saved = 0;
  await printer.begin(chosen.names);
  try {
    for await (const part of salvageBlocks(container, context.signal)) {
      if (isLost(part)) {
        lost.push(part);
        continue;
      }
      // Rows are counted as they come: with some lost, their numbers in the file are not known for sure.
      const range = {
        start: Math.max(0, from - saved),
        end: Math.min(part.rowCount, from + rows - saved),
      };
      saved += part.rowCount;
      for (const batch of rowsOf(decoder.batches(container, part, range), part, range)) {
        context.signal.throwIfAborted();
        await printer.rows(batch.map(row => chosen.cells(row)));
      }
    }
  } catch (thrown) {
    return endCutShort(printer, thrown, context);
  }
  await printer.end({ salvaged: saved, lost: lost.map(describeLost) });
  await reportLost(lost, saved, context);
  return lost.length > 0 ? 1 : 0;
}

function* rowsOf(
  batches: Iterable<AvroValue[]>,
  { rowCount }: Block,
  { start, end }: { readonly start: number; readonly end: number },
): Iterable<AvroValue[]> {
  if (start < Math.min(end, rowCount)) yield* batches;
}

function describeLost({ start, end, rows, exact, reason }: LostRange): Record<string, unknown> {
  return { start, end, rows, exact, code: reason.code, message: reason.message };
}

async function reportLost(
  lost: readonly LostRange[],
  saved: number,
  { stderr }: VerbContext,
): Promise<void> {
  for (const { start, end, rows, exact, reason } of lost) {
    const count = `${exact ? '' : 'at least '}${countOf(rows, 'row')}`;
    await stderr.write(`lost: ${count} in bytes ${start} to ${end}: ${reason.message}\n`);
  }
  const total = lost.reduce((sum, { rows }) => sum + rows, 0);
  const exact = lost.every(range => range.exact);
  const loss =
    lost.length === 0 ? 'nothing is lost' : `${exact ? '' : 'at least '}${countText(total)} lost`;
  await stderr.write(`${countOf(saved, 'row')} salvaged, ${loss}\n`);
}
