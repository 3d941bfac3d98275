// Messages begin as they stand behind a path; alone they are sentences. Pure.

/** With a capital, unless its first word is a name: `picture.avro: …` stays as it is. */
export function capitalized(text: string): string {
  return /^\p{Ll}+(?: |, )/u.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/** With a capital and an end. */
export function sentence(text: string): string {
  const begun = capitalized(text);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
