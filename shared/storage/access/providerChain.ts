// Asks providers of credentials one after the other and keeps account of what each of them said.
import { DataSyncError } from '../../errors';
import type { CloudCredentials } from '../cloud/cloudAccess';
import type { CloudPlace } from '../cloud/cloudPlace';

/** What opens the bucket, and until when. */
export interface FoundCredentials {
  readonly credentials: CloudCredentials;
  /** Milliseconds since the epoch; absent: they stay. */
  readonly expires?: number;
  /** A connection string and an emulator also say where the service is. */
  readonly endpoint?: string;
}

/** What a provider says. */
export type ProviderAnswer =
  | { readonly kind: 'found'; readonly found: FoundCredentials }
  /** Nothing is set up here: the next one is asked. */
  | { readonly kind: 'absent'; readonly outcome: string }
  /** Set up, but it did not work: whoever set it up wants to know, nobody else is asked. */
  | ProviderFailure;

/** Why credentials that are set up are none. */
export interface ProviderFailure extends NextStep {
  readonly kind: 'failed';
  readonly code: 'storage.no-credentials' | 'storage.bad-credentials' | 'storage.unreachable';
  readonly outcome: string;
}

/** What the user can do. */
export interface NextStep {
  /** A sentence without its end: `Run \`az login\``. */
  readonly advice: string;
  /** The command that signs the user in again, where that is what helps. */
  readonly signIn?: string;
}

/** A source of credentials. */
export interface CredentialProvider {
  /** For messages: `environment`, `profile acme-prod`. */
  readonly name: string;
  readonly ask: (signal: AbortSignal) => Promise<ProviderAnswer>;
}

/** For the report of why it failed. */
export interface ProviderAttempt {
  readonly provider: string;
  readonly outcome: string;
}

/** A chain, and what to say when it is empty. */
export interface ProviderChain extends NextStep {
  readonly place: CloudPlace;
  readonly providers: readonly CredentialProvider[];
}

/** The answer of a provider that is not set up. */
export function absent(outcome: string): ProviderAnswer {
  return { kind: 'absent', outcome };
}

/** What helps where signing in does. */
export function signInBy(command: string): NextStep {
  return { advice: `Run \`${command}\``, signIn: command };
}

/** Nobody's: for what is open to everyone. */
export const anonymous: NamedCredentials = {
  credentials: { kind: 'anonymous' },
  source: 'anonymous',
};

/** Credentials and who gave them. */
export interface NamedCredentials extends FoundCredentials {
  readonly source: string;
}

/** The first credentials; `storage.no-credentials` where there are none. */
export async function askProviders(
  { place, providers, advice, signIn }: ProviderChain,
  signal: AbortSignal,
): Promise<NamedCredentials> {
  const tried: ProviderAttempt[] = [];
  for (const { name, ask } of providers) {
    const answer = await ask(signal);
    signal.throwIfAborted();
    if (answer.kind === 'found') return { ...answer.found, source: name };
    tried.push({ provider: name, outcome: answer.outcome });
    if (answer.kind === 'failed') {
      throw refused(place, `${name}: ${answer.outcome}. ${answer.advice}`, { ...answer, tried });
    }
  }
  const code = 'storage.no-credentials';
  const text = `no credentials were found. ${advice}`;
  throw refused(place, text, { code, tried, ...(signIn === undefined ? {} : { signIn }) });
}

interface Refusal {
  readonly code: ProviderFailure['code'];
  readonly tried: readonly ProviderAttempt[];
  readonly signIn?: string;
}

function refused(place: CloudPlace, text: string, { code, tried, signIn }: Refusal): DataSyncError {
  const data = { provider: place.provider, tried, ...(signIn === undefined ? {} : { signIn }) };
  return new DataSyncError(code, `cannot open ${place.url}: ${text}`, data);
}
