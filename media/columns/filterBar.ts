// Conditions of a filter as a line of controls each; applied with Enter or the button.
import type {
  FilterCondition,
  FilterOperator,
  PreviewColumn,
} from '../../shared/protocol/avroPreview';
import { filterOperators } from '../../shared/protocol/avroPreview';
import { button, element } from '../element';
import { t } from '../localText';

export interface FilterBarPorts {
  columns(): readonly PreviewColumn[];
  onApply(conditions: readonly FilterCondition[]): void;
  onClose(): void;
}

/** The strip of conditions; hidden until the first is made. */
export class FilterBar {
  readonly element = element('form', {
    class: 'filter-bar',
    hidden: true,
    'aria-label': t('Filter'),
  });
  readonly #ports: FilterBarPorts;
  readonly #lines = element('div', { class: 'filter-lines' });

  constructor(ports: FilterBarPorts) {
    this.#ports = ports;
    const apply = element('button', { type: 'submit', class: 'primary-button' }, t('Apply'));
    const actions = element(
      'div',
      { class: 'filter-actions' },
      apply,
      button({ label: t('Add condition'), icon: 'add', onClick: () => this.add() }),
      button({ label: t('Remove filter'), icon: 'close', onClick: () => this.clear() }),
    );
    this.element.append(this.#lines, actions);
    this.element.addEventListener('submit', event => {
      event.preventDefault();
      ports.onApply(this.conditions);
    });
    this.element.addEventListener('keydown', event => {
      if (event.key === 'Escape') this.clear();
    });
  }

  get conditions(): readonly FilterCondition[] {
    return [...this.#lines.children].map(line => {
      const [column, operator] = line.querySelectorAll('select');
      const value = line.querySelector('input')?.value ?? '';
      const found = filterOperators.find(each => each === operator?.value) ?? 'contains';
      return { column: column?.value ?? '', operator: found, value };
    });
  }

  /** Shows the bar with one more condition, ready to be typed into. */
  add(condition?: FilterCondition): void {
    const line = this.#line(condition ?? this.#firstGuess());
    this.#lines.append(line);
    this.element.hidden = false;
    line.querySelector('input')?.focus();
  }

  /** Puts these conditions in place of those there are. */
  set(conditions: readonly FilterCondition[]): void {
    this.#lines.replaceChildren(...conditions.map(condition => this.#line(condition)));
    this.element.hidden = conditions.length === 0;
  }

  clear(): void {
    this.set([]);
    this.#ports.onClose();
  }

  #firstGuess(): FilterCondition {
    const columns = this.#ports.columns();
    const column = columns.find(({ kind }) => kind === 'text') ?? columns[0];
    return { column: column?.name ?? '', operator: 'contains', value: '' };
  }

  #line(condition: FilterCondition): HTMLElement {
    const columns = select(
      t('Column'),
      this.#ports.columns().map(({ name, label = name }) => [name, label]),
      condition.column,
    );
    const texts = operatorTexts();
    const operators = select(
      t('Comparison'),
      filterOperators.map(operator => [operator, texts[operator]]),
      condition.operator,
    );
    const value = element('input', {
      type: 'text',
      value: condition.value,
      placeholder: t('Value'),
      'aria-label': t('Value'),
      spellcheck: false,
    });
    const needsValue = () => {
      value.hidden = operators.value === 'isNull' || operators.value === 'isNotNull';
    };
    operators.addEventListener('change', needsValue);
    needsValue();
    const line = element('div', { class: 'filter-line' }, columns, operators, value);
    const remove = () => {
      line.remove();
      if (this.#lines.childElementCount === 0) this.clear();
    };
    line.append(button({ label: t('Remove condition'), icon: 'trash', onClick: remove }));
    return line;
  }
}

function operatorTexts(): Readonly<Record<FilterOperator, string>> {
  return {
    contains: t('contains'),
    equals: '=',
    differs: '≠',
    startsWith: t('starts with'),
    less: '<',
    atMost: '≤',
    greater: '>',
    atLeast: '≥',
    isNull: t('is null'),
    isNotNull: t('is not null'),
  };
}

function select(
  label: string,
  options: readonly (readonly [value: string, text: string])[],
  chosen: string,
): HTMLSelectElement {
  const made = element('select', { 'aria-label': label });
  for (const [value, text] of options) made.append(element('option', { value }, text));
  made.value = chosen;
  return made;
}
