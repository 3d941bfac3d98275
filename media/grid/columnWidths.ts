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
    const usual = Math.max(0, ...usualTexts(texts).map(text => widthOf(text)));
    const head = Math.max(...heads.map((text, place) => widthOf(text, place === 0)));
    return Math.max(least, Math.ceil(Math.max(head, Math.min(usual, most)) + padding));
  });
}

/** Measuring is slow, and long texts are wide ones: a few that are longer than nearly all others, digits in their full width. */
function usualTexts(texts: readonly string[]): readonly string[] {
  const byLength = texts.map(text => text.slice(0, 60)).sort((a, b) => a.length - b.length);
  const end = Math.floor(byLength.length * 0.95) + 1;
  return byLength.slice(Math.max(0, end - 4), end).map(text => text.replaceAll(/\d/g, '0'));
}
