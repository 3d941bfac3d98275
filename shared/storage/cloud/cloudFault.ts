/** A request that failed in a way that may pass: it is sent again, and never shown unless that does not help. */
export class CloudFault extends Error {
  override readonly name = 'CloudFault';
  constructor(
    readonly kind:
      /** 429, 503 SlowDown: asked too often. */
      | 'throttled'
      /** 500, 502, 503, 504 and what else is the server's own trouble. */
      | 'server'
      /** The connection was refused, reset, cut, or its name not found. */
      | 'connection'
      | 'timeout'
      /** 401 or 403 of credentials that have run out: others are asked for. */
      | 'expired',
    message: string,
    /** Milliseconds that the server asks to wait. */
    readonly retryAfter?: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Whether it is one; an adapter that lies in a bundle of its own has a class of its own by this name. */
export function isCloudFault(error: unknown): error is CloudFault {
  if (error instanceof CloudFault) return true;
  return error instanceof Error && error.name === 'CloudFault' && 'kind' in error;
}
