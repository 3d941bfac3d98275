import type { ProviderAnswer } from './providerChain';

/** Keys as AWS's SDK hands them out. */
export interface AwsIdentity {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
  readonly expiration?: Date | undefined;
}

/** The keys as credentials of a bucket. */
export function foundKeys(identity: AwsIdentity): ProviderAnswer {
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = identity;
  const token = sessionToken ? { sessionToken } : {};
  return {
    kind: 'found',
    found: {
      credentials: { kind: 'awsKeys', accessKeyId, secretAccessKey, ...token },
      ...(expiration ? { expires: expiration.getTime() } : {}),
    },
  };
}
