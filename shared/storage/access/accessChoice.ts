// How a user wants a bucket opened, and what they typed for it.

/** Ways to open a bucket; `default` is the cloud's own chain of providers. */
export type AccessMethod =
  | 'default'
  | 'anonymous'
  /** S3: a profile of AWS's configuration. */
  | 'profile'
  /** S3: an access key that the user typed. */
  | 'keys'
  /** Google: the JSON file of a service account, or of another identity that Google's tools write. */
  | 'keyFile'
  /** Azure: the key of the storage account. */
  | 'accountKey'
  | 'connectionString'
  | 'sas';

/** How a user wants a bucket opened; holds no secret, may stand in settings. */
export interface AccessChoice {
  /** Absent: what the other fields speak of, else `default`. */
  readonly method?: AccessMethod;
  readonly profile?: string;
  readonly keyFile?: string;
  /** Another service than the provider's own, `https://minio.example:9000`. */
  readonly endpoint?: string;
  readonly region?: string;
  readonly pathStyle?: boolean;
}

/** What the user typed: kept in SecretStorage, or in memory. */
export type AccessSecret =
  | {
      readonly kind: 'keys';
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      readonly sessionToken?: string;
    }
  | { readonly kind: 'accountKey'; readonly accountKey: string }
  | { readonly kind: 'connectionString'; readonly text: string }
  /** With or without its question mark, or a whole signed URL. */
  | { readonly kind: 'sas'; readonly text: string };

/** A choice with what was typed for it. */
export interface ChosenAccess {
  readonly choice: AccessChoice;
  readonly secret?: AccessSecret;
}

/** The way that a choice means. */
export function methodOf({ method, profile, keyFile }: AccessChoice): AccessMethod {
  if (method !== undefined) return method;
  if (profile !== undefined) return 'profile';
  return keyFile === undefined ? 'default' : 'keyFile';
}
