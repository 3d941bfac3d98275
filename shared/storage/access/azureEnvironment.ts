// Keys and signatures that Azure's own tools take from the environment.
import type { CloudPlace } from '../cloud/cloudPlace';

import type { Environment } from './accessPorts';
import { readConnectionString, readSas, type AzureAnswer } from './azureSecrets';
import { absent, type CredentialProvider, type ProviderAnswer } from './providerChain';

/** In the order of Azure's command line. */
export function azureEnvironmentProviders(
  place: CloudPlace,
  environment: Environment,
): readonly CredentialProvider[] {
  const forAccount = (read: (text: string) => AzureAnswer) => (text: string) => {
    const account = environment['AZURE_STORAGE_ACCOUNT'] || place.account;
    if (account === place.account) return read(text);
    return { wrong: `AZURE_STORAGE_ACCOUNT names ${account}, not ${place.account}` };
  };
  const readKey = (accountKey: string): AzureAnswer => {
    return { found: { credentials: { kind: 'azureKey', accountKey } } };
  };
  const readers: readonly (readonly [string, (text: string) => AzureAnswer])[] = [
    ['AZURE_STORAGE_CONNECTION_STRING', text => readConnectionString(text, place.account)],
    ['AZURE_STORAGE_KEY', forAccount(readKey)],
    ['AZURE_STORAGE_SAS_TOKEN', forAccount(text => readSas(text, place))],
  ];
  return readers.map(([name, read]) => ({
    name,
    ask: async (): Promise<ProviderAnswer> => {
      const text = environment[name];
      if (!text) return absent('it is not set');
      const answer = read(text);
      // One for another account may well be set: that is none for this one.
      if ('wrong' in answer) return absent(answer.wrong);
      return { kind: 'found', found: answer.found };
    },
  }));
}
