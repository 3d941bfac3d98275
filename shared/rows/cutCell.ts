/** More of a text no cell of a grid has room for. */
const cellLength = 300;

/** The text of a cell, cut to what a cell has room for. */
export function cutCell(text: string | null): string | null {
  return text !== null && text.length > cellLength ? `${text.slice(0, cellLength)}…` : text;
}
