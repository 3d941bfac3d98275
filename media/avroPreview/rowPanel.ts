import type { DetailNode } from '../../shared/protocol/avroPreview';
import { countText } from '../../shared/util/humanText';
import { isRecord } from '../../shared/util/isRecord';
import { sentence } from '../../shared/util/sentence';
import { button, element } from '../element';
import { t } from '../localText';

export interface RowPanelPorts {
  record(row: number): Promise<readonly DetailNode[]>;
  copyRecord(row: number): void;
  copyText(text: string): void;
}

/** One row with all its fields, nested values as a tree. */
export class RowPanel {
  readonly element = element('div', { class: 'panel-body' });
  #asked = 0;
  #row: number | undefined;

  constructor(readonly ports: RowPanelPorts) {
    this.#hint();
  }

  get row(): number | undefined {
    return this.#row;
  }

  async show(row: number): Promise<void> {
    const asked = ++this.#asked;
    this.#row = row;
    const title = element('h2', {}, t('Row {0}', countText(row + 1)));
    const fields = await this.ports.record(row).catch(failurePart);
    // A faster key press has asked for another row since.
    if (asked !== this.#asked) return;
    if (fields instanceof HTMLElement) {
      return this.element.replaceChildren(element('div', { class: 'panel-head' }, title), fields);
    }
    const head = element(
      'div',
      { class: 'panel-head' },
      title,
      button({
        label: t('Copy row as JSON'),
        icon: 'copy',
        onClick: () => this.ports.copyRecord(row),
      }),
    );
    const tree = element('div', { class: 'tree' }, ...fields.map(field => this.#node(field, 0)));
    this.element.replaceChildren(head, tree);
  }

  #hint(): void {
    this.element.append(
      element('p', { class: 'hint' }, t('Select a row to see all of its fields.')),
    );
  }

  #node(node: DetailNode, depth: number): HTMLElement {
    const { name, typeWord, text, children } = node;
    if (!children) return this.#leaf(node);
    const count = element('span', { class: 'type-word' }, `${typeWord} · ${children.length}`);
    const summary = element('summary', {}, element('span', { class: 'key' }, name), count);
    if (text !== null) summary.title = text;
    const open = depth < 2 && children.length <= 50;
    const details = element('details', { open }, summary);
    const fill = () => {
      if (details.childElementCount === 1) {
        details.append(...children.map(child => this.#node(child, depth + 1)));
      }
    };
    if (open) fill();
    else details.addEventListener('toggle', fill, { once: true });
    return details;
  }

  #leaf({ name, typeWord, text }: DetailNode): HTMLElement {
    const value = element(
      'span',
      { class: text === null ? 'value null' : 'value', title: typeWord },
      text === null ? '∅' : text === '' ? t('(empty)') : text,
    );
    const copy = button({
      label: t('Copy value of {0}', name),
      icon: 'copy',
      onClick: () => this.ports.copyText(text ?? ''),
    });
    return element('div', { class: 'leaf' }, element('span', { class: 'key' }, name), value, copy);
  }
}

/** Says why there are no fields; what cannot be fetched is not lost. */
function failurePart(error: unknown): HTMLElement {
  const isLost = isRecord(error) && /^avro\./.test(String(error['code']));
  const message = error instanceof Error ? error.message : String(error);
  return element(
    'div',
    {},
    element('p', {}, isLost ? t('This row is lost.') : t('This row cannot be read now.')),
    element('p', { class: 'hint' }, sentence(message)),
  );
}
