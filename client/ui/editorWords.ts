/** Messages speak of the command line's options: here they are named as what they are. */
export function editorWords(text: string): string {
  return text
    .replace(/\b(another|[Aa] new) --db\b(?: folder)?/g, '$1 database folder')
    .replace(/ \(--[a-z]+(?:, --[a-z]+)*\)/g, '')
    .replaceAll(/: --anonymous\b/g, ': choose “Anonymous”')
    .replace(/--[a-z]+(?:-[a-z]+)*(?: report\b)?/g, '“sync $&” on the command line');
}
