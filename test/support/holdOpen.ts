/** What a function `with…` gives to its body, until it is closed. */
export interface HeldOpen<T> {
  readonly value: T;
  readonly close: () => Promise<void>;
}

/** For what several tests use: resolves when the body would begin. */
export function holdOpen<T>(
  provide: (body: (value: T) => Promise<void>) => Promise<void>,
): Promise<HeldOpen<T>> {
  return new Promise((resolve, reject) => {
    let end: () => void = () => undefined;
    const ended = new Promise<void>(done => (end = done));
    const closed = provide(async value => {
      resolve({
        value,
        close: () => {
          end();
          return closed;
        },
      });
      await ended;
    });
    closed.catch(reject);
  });
}
