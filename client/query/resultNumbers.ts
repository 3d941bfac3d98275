/** Numbers for results, which no window before has used: views remember by them how a result was looked at, over a reload. */
export function resultNumbers(): () => number {
  let last = Date.now();
  return () => ++last;
}
