// Reads what Azure's portal gives to be copied: connection strings and shared access signatures.
import type { CloudPlace } from '../cloud/cloudPlace';

import type { FoundCredentials } from './providerChain';

/** What a text holds, or what is wrong with it: in words that quote nothing secret. */
export type AzureAnswer = { readonly found: FoundCredentials } | { readonly wrong: string };

/** The account of Azure's emulators, and its key, which everybody knows. */
const emulatorAccount = 'devstoreaccount1';
const emulatorKey =
  'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';
const emulatorEndpoint = `http://127.0.0.1:10000/${emulatorAccount}`;

/** `DefaultEndpointsProtocol=https;AccountName=…;AccountKey=…;EndpointSuffix=core.windows.net` and its kin. */
export function readConnectionString(text: string, account: string): AzureAnswer {
  const parts = readParts(text);
  if (parts.get('usedevelopmentstorage')?.toLowerCase() === 'true') {
    if (account !== emulatorAccount) return otherAccount(emulatorAccount, account);
    const credentials = { kind: 'azureKey', accountKey: emulatorKey } as const;
    return { found: { credentials, endpoint: emulatorEndpoint } };
  }
  const name = parts.get('accountname');
  const blobEndpoint = parts.get('blobendpoint');
  if (name === undefined && blobEndpoint === undefined) {
    return { wrong: 'it names neither AccountName nor BlobEndpoint' };
  }
  if (name !== undefined && name !== account) return otherAccount(name, account);
  const suffix = parts.get('endpointsuffix');
  const protocol = parts.get('defaultendpointsprotocol') ?? 'https';
  const own = suffix === undefined ? undefined : `${protocol}://${account}.blob.${suffix}`;
  const endpoint = (blobEndpoint ?? own)?.replace(/\/+$/, '');
  const found = endpoint === undefined ? {} : { endpoint };
  const sas = parts.get('sharedaccesssignature');
  if (sas !== undefined) return withSas(sas, found);
  const accountKey = parts.get('accountkey');
  if (accountKey === undefined) {
    return { wrong: 'it holds neither AccountKey nor SharedAccessSignature' };
  }
  return { found: { credentials: { kind: 'azureKey', accountKey }, ...found } };
}

/** `?sv=…&sig=…`, without its question mark, or the whole URL that it signs. */
export function readSas(text: string, { account }: CloudPlace): AzureAnswer {
  const trimmed = text.trim();
  const url = URL.canParse(trimmed) ? new URL(trimmed) : undefined;
  const [, host] = /^([^.]+)\.(?:blob|dfs)\./.exec(url?.hostname ?? '') ?? [];
  if (host !== undefined && host !== account) return otherAccount(host, account);
  return withSas(url ? url.search : trimmed);
}

function withSas(text: string, found: Omit<FoundCredentials, 'credentials'> = {}): AzureAnswer {
  const sas = text.replace(/^\?/, '');
  const parameters = new URLSearchParams(sas);
  if (!parameters.has('sig')) return { wrong: 'it holds no signature, sig=…' };
  const end = parameters.get('se');
  const expires = Date.parse(end ?? '');
  if (expires <= Date.now()) return { wrong: `it was good until ${end}` };
  const until = Number.isNaN(expires) ? {} : { expires };
  return { found: { credentials: { kind: 'azureSas', sas }, ...until, ...found } };
}

/** Names in small letters; a value may hold `=`. */
function readParts(text: string): ReadonlyMap<string, string> {
  const entries = text
    .split(';')
    .map(part => /^\s*([^=]+?)\s*=(.*)$/s.exec(part))
    .map(match => [match?.[1]?.toLowerCase() ?? '', match?.[2]?.trim() ?? ''] as const);
  return new Map(entries.filter(([name, value]) => name !== '' && value !== ''));
}

function otherAccount(found: string, account: string): AzureAnswer {
  return { wrong: `it is for the account ${found}, not for ${account}` };
}
