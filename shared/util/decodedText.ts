/** What is percent-encoded, as it is meant; a text that is not well encoded, with a lone percent sign say, is itself. */
export function decodedText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
