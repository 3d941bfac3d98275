import type { FailedApplication } from '../../shared/protocol/worker';
import { nameOfFailed } from '../../shared/sync/failedApplication';
import { printable } from '../../shared/util/displayWidth';
import type { VerbContext } from '../verb';

/** `error engine.newer-version: 1/2: …`, a line for each. */
export async function tellFailures(
  failed: readonly FailedApplication[],
  { stderr }: Pick<VerbContext, 'stderr'>,
): Promise<void> {
  for (const each of failed) {
    const { code, message } = each.error;
    await stderr.write(`${printable(`error ${code}: ${nameOfFailed(each)}: ${message}`)}\n`);
  }
}

/** What an answer in JSON says of them: nothing where there are none. */
export function failedJson(failed: readonly FailedApplication[]): object {
  return failed.length > 0 ? { failedApplications: failed } : {};
}
