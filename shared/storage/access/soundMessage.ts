/**
 * What an SDK says of a failure, fit to be shown: its first sentence or line, without anything that looks like a key,
 * a token or a signature. The error itself is never handed on: SDKs keep the request in it.
 */
export function soundMessage(error: unknown, longest = 240): string {
  const text = error instanceof Error ? error.message : String(error);
  const [line = ''] = text.trim().split(/\r?\n/);
  const sound = line.replace(/[\w+/=~.%-]{16,}/g, run => (looksSecret(run) ? '…' : run));
  const cut = sound.length > longest ? `${sound.slice(0, longest)}…` : sound;
  return cut.replace(/[.,:;\s]+$/, '');
}

/** Letters of both sizes among digits, as random text has them; paths and names of hosts rarely have all three. */
function looksSecret(run: string): boolean {
  return /[a-z]/.test(run) && /[A-Z]/.test(run) && /\d/.test(run);
}
