// How wide columns must be for what stands in them.

const padding = 18;
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
  return columns.map(({ heads, texts }) => {
    // Digits of a table are all as wide as a zero.
    const widths = texts
      .map(text => widthOf(text.slice(0, 60).replaceAll(/\d/g, '0')))
      .sort((a, b) => a - b);
    const usual = widths[Math.floor(widths.length * 0.95)] ?? 0;
    const head = Math.max(...heads.map((text, place) => widthOf(text, place === 0)));
    return Math.max(least, Math.ceil(Math.max(head, Math.min(usual, most)) + padding));
  });
}
