/** The number of rounds of a random suite: all of them in `npm run soak`, a tenth in `npm test`. */
export function scaled(full: number): number {
  return process.env['PDS_RANDOM_SCALE'] === '1' ? full : Math.max(1, Math.round(full / 10));
}
