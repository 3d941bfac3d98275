// How a bucket is reached: resolved where the user's credentials are (the extension host's main thread, the command
// line), handed to whoever reads. Plain values: they cross to worker threads. Never written down, never logged.
import type { CloudPlace } from './cloudPlace';

/** What opens the bucket. Secrets stay in memory. */
export type CloudCredentials =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'awsKeys';
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      readonly sessionToken?: string;
    }
  /** Google's or Azure's access token. */
  | { readonly kind: 'bearer'; readonly token: string }
  | { readonly kind: 'azureKey'; readonly accountKey: string }
  /** Without the question mark: `sv=…&sig=…`. */
  | { readonly kind: 'azureSas'; readonly sas: string };

/** How requests get out of this machine. */
export interface NetworkRoute {
  /** `http://proxy:3128`; user and password in it are a secret. */
  readonly proxy?: string;
  /** The header that the proxy is sent, instead of what its URL holds: a secret. */
  readonly proxyAuthorization?: string;
  /** PEM certificates that are trusted besides the built-in ones. */
  readonly certificates?: readonly string[];
  /** False: whoever answers is believed. VS Code's setting `http.proxyStrictSSL`. */
  readonly verifyCertificates?: boolean;
}

/** All that an adapter needs beside the place. */
export interface CloudAccess {
  readonly credentials: CloudCredentials;
  /** Milliseconds since the epoch after which the credentials no longer open anything; absent: they stay. */
  readonly expires?: number;
  /** Where they come from, for messages: `profile acme-prod`, `environment`. */
  readonly source: string;
  /** Another service than the provider's own, `https://minio.example:9000`. */
  readonly endpoint?: string;
  readonly region?: string;
  /** S3: the bucket is in the path, not in the host name. */
  readonly pathStyle?: boolean;
  readonly route?: NetworkRoute;
}

/**
 * Asks for access to a place. `rejected` are credentials that the service has just refused as expired: others are
 * wanted. Nothing found is `storage.no-credentials`, whose data names what was tried.
 */
export type AskAccess = (
  place: CloudPlace,
  rejected: CloudCredentials | undefined,
  signal?: AbortSignal,
) => Promise<CloudAccess>;
