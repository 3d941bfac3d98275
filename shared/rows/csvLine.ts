/**
 * One line of CSV (RFC 4180) with its line break. A null is an empty field, an empty text is `""`,
 * so that the two stay apart.
 */
export function csvLine(cells: readonly (string | null)[]): string {
  return `${cells.map(csvField).join(',')}\n`;
}

function csvField(value: string | null): string {
  if (value === null) return '';
  return value === '' || /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
