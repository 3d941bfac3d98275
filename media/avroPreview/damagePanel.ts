import type { FileState, LostPart } from '../../shared/protocol/avroPreview';
import { bytesText, countText } from '../../shared/util/humanText';
import { button, element } from '../element';
import { t } from '../localText';

/** What is lost and what is saved of a damaged file. */
export function damagePanel(
  { lost, rowCount, counted }: FileState,
  goTo: (row: number) => void,
): HTMLElement {
  const rows = lost.reduce((sum, part) => sum + part.rows, 0);
  const exact = lost.every(part => part.exact);
  const lostText = exact
    ? t('{0} rows are lost', countText(rows))
    : t('At least {0} rows are lost', countText(rows));
  const saved = t('{0} rows can be read.', countText(rowCount - rows));
  const summary = counted ? `${lostText}. ${saved}` : `${lostText}. ${t('Still looking…')}`;
  return element(
    'div',
    { class: 'panel-body' },
    element('div', { class: 'panel-head' }, element('h2', {}, t('Damage'))),
    element('p', {}, lost.length === 0 ? t('No damage was found.') : summary),
    element('ul', { class: 'lost-parts' }, ...lost.map(part => lostItem(part, goTo))),
  );
}

function lostItem(part: LostPart, goTo: (row: number) => void): HTMLElement {
  const { start, end, firstRow, rows, exact, reason } = part;
  const where = t(
    'Bytes {0} to {1} ({2})',
    countText(start),
    countText(end),
    bytesText(end - start),
  );
  const count = exact ? countText(rows) : t('at least {0}', countText(rows));
  return element(
    'li',
    {},
    button({
      label: t('Row {0}: {1} rows lost', countText(firstRow + 1), count),
      text: true,
      class: 'link-button',
      onClick: () => goTo(firstRow),
    }),
    element('p', { class: 'type-text' }, where),
    element('p', {}, reason),
  );
}
