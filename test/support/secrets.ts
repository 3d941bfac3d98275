// The secrets that the tests of this process use. Whatever is shown, said or written down is looked through for them.
import assert from 'node:assert/strict';

const known = new Set<string>();

/** The secret itself, which from now on nobody may see; also as a part of a URL. */
export function asSecret(text: string): string {
  assert.ok(text.length >= 8, 'too short to be told from other words');
  known.add(text).add(encodeURIComponent(text));
  return text;
}

/** The query of a signed URL, whose signature nobody may see. */
export function asSignature(query: string): string {
  asSecret(new URLSearchParams(query).get('sig') ?? '');
  return query;
}

/** Fails where one of them is to be seen in a text; the texts are named by where they come from. */
export function assertNoSecrets(texts: ReadonlyMap<string, string>): void {
  for (const secret of known) {
    const seen = [...texts].filter(([, text]) => text.includes(secret)).map(([where]) => where);
    assert.deepEqual(seen, [], 'a secret is to be seen');
  }
}

/** Whether there is anything to look for. */
export function hasSecrets(): boolean {
  return known.size > 0;
}
