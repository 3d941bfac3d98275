// How wide columns must be for what stands in them.
import { shareRoom } from '../../shared/util/shareRoom';

/** Of a cell, on both sides, with its line. */
const padding = 20;
/** Beside a name, when the rows are in the order of its column. */
const arrow = ' ↓';
const [least, most] = [72, 340];
/** No column needs more characters than this. */
const longest = 240;

/**
 * Pixels for each column: wide enough for its heads, of which the first is bold, and nearly all of its texts. Long texts are
 * cut, unless the table has room for more.
 */
export function columnWidths(
  columns: readonly { readonly heads: readonly string[]; readonly texts: readonly string[] }[],
  room = 0,
): number[] {
  const context = document.createElement('canvas').getContext('2d');
  const { fontFamily, fontSize } = getComputedStyle(document.body);
  const widthOf = (text: string, bold = false): number => {
    if (!context) return text.length * 8;
    context.font = `${bold ? '600 ' : ''}${fontSize} ${fontFamily}`;
    return context.measureText(text).width;
  };
  const digit = digitWidth() - widthOf('0');
  const cellWidth = (text: string) => widthOf(text) + (text.split('0').length - 1) * digit;
  const needs = columns.map(({ heads, texts }) => {
    const [name = '', ...others] = heads;
    const head = Math.max(widthOf(name + arrow, true), ...others.map(text => widthOf(text)));
    const usual = Math.max(0, ...usualTexts(texts).map(cellWidth));
    const width = (text: number) => Math.max(least, Math.ceil(Math.max(head, text) + padding));
    return { least: width(Math.min(usual, most)), whole: width(usual) };
  });
  return shareRoom(needs, room);
}

/** Measuring is slow, and long texts are wide ones: a few that are longer than nearly all others, each digit as a zero. */
function usualTexts(texts: readonly string[]): readonly string[] {
  const byLength = texts.map(text => text.slice(0, longest)).sort((a, b) => a.length - b.length);
  const end = Math.floor(byLength.length * 0.95) + 1;
  return byLength.slice(Math.max(0, end - 4), end).map(text => text.replaceAll(/\d/g, '0'));
}

/** Digits of tables are all of one width, which a canvas does not know. */
function digitWidth(): number {
  const count = 64;
  const probe = document.createElement('span');
  probe.className = 'digit-probe';
  probe.textContent = '0'.repeat(count);
  document.body.append(probe);
  const { width } = probe.getBoundingClientRect();
  probe.remove();
  return width / count;
}
