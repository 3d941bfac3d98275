import type { OpenedFile } from '../../shared/protocol/avroPreview';
import { button, element } from '../element';
import { t } from '../localText';

/** The writer schema: its columns first, the text of it below. */
export function schemaPanel(
  opened: OpenedFile,
  copyText: (text: string) => void,
  onColumn: (column: string) => void,
): HTMLElement {
  const rows = opened.columns.map(({ name, typeText, doc }) => {
    const open = button({
      label: name,
      text: true,
      class: 'link-button',
      onClick: () => onColumn(name),
    });
    const type = element('span', { class: 'type-text' }, typeText);
    return element('li', {}, open, type, doc === undefined ? undefined : element('p', {}, doc));
  });
  const head = element(
    'div',
    { class: 'panel-head' },
    element('h2', {}, t('{0} columns', opened.columns.length)),
    button({ label: t('Copy schema'), icon: 'copy', onClick: () => copyText(opened.schemaText) }),
  );
  const metadata = opened.metadata.map(([key, text]) =>
    element('p', { class: 'metadata' }, element('span', { class: 'key' }, key), text),
  );
  return element(
    'div',
    { class: 'panel-body' },
    head,
    element('ul', { class: 'schema-columns' }, ...rows),
    ...metadata,
    element(
      'details',
      {},
      element('summary', {}, t('Writer schema')),
      element('pre', { tabIndex: 0 }, opened.schemaText),
    ),
  );
}
