// Events of guides and polls: the last columns of an event row.
import type { SeededRandom } from '../util/seededRandom';

import type { AvroOutput } from './avroOutput';
import type { Site } from './content';

const guideEvents = ['guideSeen', 'guideSeen', 'guideAdvanced', 'guideDismissed'];
const comments = ['Great!', 'Too slow 🐌', 'Ich mag es "sehr"', '悪くない', ''];

/** The columns from eventType to the last of a guide's or a poll's event. */
export function writeGuideColumns(
  out: AvroOutput,
  random: SeededRandom,
  site: Site,
  at: number,
): void {
  const guide = random.pick(site.guides);
  const poll = random.chance(0.5) ? guide.poll : null;
  const score = random.below(11);
  out.string(poll ? 'pollResponse' : random.pick(guideEvents));
  out.byte(2).string(`https://${site.host}${random.pick(site.routes).path}`);
  // elementPath, propertiesJson, loadTime, isFrustrated
  out.byte(0).byte(0).byte(0).byte(0);
  out.byte(2).string(guide.id).byte(2).string(random.pick(guide.stepIds));
  out.byte(2).string(random.pick(['auto', 'badge', 'launcher', 'continue']));
  out.byte(2).unsigned(Math.max(0, at - random.below(60_000)));
  if (!poll) {
    out.byte(0).byte(0).byte(0).byte(0);
    return;
  }
  out.byte(2).string(poll.id).byte(2).string(poll.type);
  out.byte(2).string(random.pick(comments)).byte(2).long(score);
}

/** The guide and poll columns of every other event. */
export function writeNoGuideColumns(out: AvroOutput): void {
  for (let i = 0; i < 8; i++) out.byte(0);
}
