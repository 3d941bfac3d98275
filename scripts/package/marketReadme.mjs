/**
 * The README as market places and VS Code's own page of an extension can show it: without what is for who has the repository. These
 * pages follow links and show pictures by https only, so that both need the repository's address, which vsce puts before them;
 * without one, links are plain text and there are no pictures.
 */
export function marketReadme(text, { hasAddress }) {
  const own = text.replace(/<!-- repository -->[^]*?<!-- \/repository -->/g, '');
  const pictures = own.replace(
    /<picture>[^]*?(<img [^>]*>)[^]*?<\/picture>/g,
    hasAddress ? '$1' : '',
  );
  const linked = hasAddress
    ? pictures
    : pictures.replace(/\[([^\]]+)\]\((?!https?:|#)[^)]+\)/g, '$1');
  return linked.replace(/\n{3,}/g, '\n\n');
}
