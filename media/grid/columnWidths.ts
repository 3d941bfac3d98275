// How wide columns must be for what stands in them.

/** Of a cell, on both sides, with its line. */
const padding = 20;
const least = 72;
const most = 340;

/** Pixels for each column: wide enough for its heads, of which the first is bold, and nearly all of its texts. */
export function columnWidths(
  columns: readonly { readonly heads: readonly string[]; readonly texts: readonly string[] }[],
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
  return columns.map(({ heads, texts }) => {
    const usual = Math.max(0, ...usualTexts(texts).map(cellWidth));
    const head = Math.max(...heads.map((text, place) => widthOf(text, place === 0)));
    return Math.max(least, Math.ceil(Math.max(head, Math.min(usual, most)) + padding));
  });
}

/** Measuring is slow, and long texts are wide ones: a few that are longer than nearly all others, each digit as a zero. */
function usualTexts(texts: readonly string[]): readonly string[] {
  const byLength = texts.map(text => text.slice(0, 60)).sort((a, b) => a.length - b.length);
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
