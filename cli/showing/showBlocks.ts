import type { Container } from '../../shared/avro/container';
import { walkBlocks, type WalkedBlock } from '../../shared/avro/walkBlocks';
import { bytesText, countOf } from '../../shared/util/humanText';
import { toJson } from '../output/json';
import { createRowPrinter, type RowFormat } from '../output/rowPrinter';
import { sqlCells } from '../../shared/rows/sqlCells';
import type { VerbContext } from '../verb';

const columns = ['block', 'offset', 'size', 'firstRow', 'rows'] as const;

/** Prints where each block begins, how many bytes it takes and which rows it holds; decodes nothing. */
export async function showBlocks(
  container: Container,
  format: RowFormat,
  { stdout, columns: width, signal }: VerbContext,
): Promise<void> {
  const found: WalkedBlock[] = [];
  const onBlock = (block: WalkedBlock) => found.push(block);
  const { blockCount, rowCount } = await walkBlocks(container, { onBlock }, signal);
  const rows = found.map(({ offset, end, firstRow, rowCount: count }, block) => {
    return [block, offset, end - offset, firstRow, count];
  });
  if (format === 'json') {
    const blocks = rows.map(row => Object.fromEntries(columns.map((name, i) => [name, row[i]])));
    const { codec } = container;
    await stdout.write(`${toJson({ codec, blockCount, rowCount, blocks })}\n`);
    return;
  }
  const printer = createRowPrinter(format, {
    output: stdout,
    forms: sqlCells,
    width,
    moreHint: '--format json',
  });
  await printer.begin(columns);
  await printer.rows(rows);
  await printer.end();
  if (format !== 'table') return;
  const size = bytesText(container.source.size);
  const codec = container.codec === 'null' ? 'not compressed' : container.codec;
  await stdout.write(
    `${countOf(rowCount, 'row')} in ${countOf(blockCount, 'block')}, ${size}, ${codec}\n`,
  );
}
