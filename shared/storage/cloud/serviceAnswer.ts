/** What a service says when it refuses, as far as messages tell it on. */
export interface ServiceAnswer {
  readonly status: number;
  /** The service's word for it, `AccessDenied`; empty where the answer has none. */
  readonly reason: string;
  readonly message: string;
  /** Milliseconds that it asks to wait. */
  readonly retryAfter: number | undefined;
  /** Milliseconds by which the service's clock is before this machine's. */
  readonly skew: number;
}

/** What the headers `retry-after` and `date` tell. */
export function readTimes(
  retryAfter: string | undefined,
  date: string | undefined,
): Pick<ServiceAnswer, 'retryAfter' | 'skew'> {
  const seconds = Number(retryAfter);
  const time = Date.parse(date ?? '');
  return {
    retryAfter: Number.isNaN(seconds) || seconds === 0 ? undefined : seconds * 1000,
    skew: Number.isNaN(time) ? 0 : time - Date.now(),
  };
}

/** What to do about a clock that is off: services take signatures of a few minutes only. */
export function clockAdvice({ skew }: Pick<ServiceAnswer, 'skew'>): string {
  const minutes = Math.round(Math.abs(skew) / 60_000);
  return `The clock of this machine is ${minutes} minutes ${skew < 0 ? 'fast' : 'slow'}: set it`;
}
