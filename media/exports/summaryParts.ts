// Lists of the summary: what failed, and what the rules find.
import type { CheckedDocument } from '../../shared/protocol/explore';
import type { FailedSlice } from '../../shared/protocol/exportsTable';
import { countText } from '../../shared/util/humanText';
import { sentence } from '../../shared/util/sentence';
import { element } from '../element';
import { icon, type IconName } from '../icon';
import { t } from '../localText';

/** What the rules find: the worst first, or that there is nothing. */
export function findingsPart({ counts, findings }: CheckedDocument): Node[] {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const more = all - findings.length;
  if (all === 0) return [element('p', {}, t('No problems in its bill of materials.'))];
  return [
    element('h3', {}, t('Problems in its bill of materials: {0}', countText(all))),
    element(
      'ul',
      { class: 'summary-failures' },
      ...findings.map(({ level, message, code }) =>
        element('li', { title: code }, icon(levelIcons[level]), ' ', sentence(message)),
      ),
      more > 0 ? element('li', { class: 'hint' }, t('and {0} more', countText(more))) : undefined,
    ),
  ];
}

const levelIcons = {
  error: 'error',
  warning: 'warning',
  information: 'info',
  hint: 'info',
} as const satisfies Record<string, IconName>;

/** What failed in the last sync of it. */
export function failedPart(failures: readonly FailedSlice[], count: number): Node[] {
  if (count === 0) return [];
  const more = count - failures.length;
  return [
    element('h3', {}, icon('error'), t('Failed in the last sync: {0}', countText(count))),
    element(
      'ul',
      { class: 'summary-failures' },
      ...failures.map(({ kind, periodId, matchableId, message }) =>
        element(
          'li',
          {},
          element(
            'span',
            { class: 'failed-slice' },
            [periodId?.slice(0, 10), matchableId ?? kind].filter(Boolean).join(' · '),
          ),
          sentence(message),
        ),
      ),
      more > 0 ? element('li', { class: 'hint' }, t('and {0} more', countText(more))) : undefined,
    ),
  ];
}
