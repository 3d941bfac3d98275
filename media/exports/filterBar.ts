// What the table shows: text, application, type, status and days; each says what is chosen.
import { everyExport, type ExportFilter } from '../../shared/listing/chooseExports';
import { exportKinds } from '../../shared/listing/exportRows';
import { loadStateWords } from '../../shared/listing/stateGlyphs';
import type { PickedPart, Picked, PickQuestion } from '../../shared/protocol/exportsView';
import { button, element } from '../element';
import { icon } from '../icon';
import { t } from '../localText';
import type { SavedExports } from './savedExports';

export interface FilterPorts {
  /** Lets the user choose. */
  pick(question: PickQuestion): Promise<Picked | null | undefined>;
  onChange(filter: ExportFilter, labels: SavedExports['labels']): void;
}

/** Who types has paused. */
const pause = 150;

export class FilterBar {
  readonly element: HTMLElement;
  readonly #ports: FilterPorts;
  readonly #text = element('input', {
    ...{ type: 'search', class: 'filter-text', placeholder: t('Filter exports') },
    'aria-label': t('Filter exports'),
  });
  readonly #from = dayInput(t('First day (UTC)'));
  readonly #to = dayInput(t('Last day (UTC)'));
  readonly #picks: Readonly<Record<PickedPart, HTMLButtonElement>>;
  readonly #clear: HTMLButtonElement;
  #filter: ExportFilter = everyExport;
  #labels: SavedExports['labels'] = {};
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ports: FilterPorts) {
    this.#ports = ports;
    this.#picks = {
      sources: this.#pickButton('sources'),
      kinds: this.#pickButton('kinds'),
      states: this.#pickButton('states'),
    };
    this.#clear = button({
      ...{ label: t('Clear filter'), icon: 'clear-all' },
      onClick: () => this.#change(everyExport, {}),
    });
    const { sources, kinds, states } = this.#picks;
    const days = element(
      'span',
      { class: 'filter-days', title: t('Exports that hold one of these days (UTC)') },
      ...[t('Days'), this.#from, '–', this.#to],
    );
    this.element = element(
      'div',
      { class: 'filter-bar', role: 'search', 'aria-label': t('Filter') },
      ...[this.#text, sources, kinds, states, days, this.#clear],
    );
    this.#listen();
  }

  show(filter: ExportFilter, labels: SavedExports['labels']): void {
    this.#filter = filter;
    this.#labels = labels;
    if (this.#text.value !== filter.text && document.activeElement !== this.#text) {
      this.#text.value = filter.text;
    }
    this.#from.value = filter.from;
    this.#to.value = filter.to;
    for (const part of ['sources', 'kinds', 'states'] as const) {
      const isChosen = filter[part].length > 0;
      const value = isChosen ? (labels[part] ?? String(filter[part].length)) : t('all');
      this.#picks[part].replaceChildren(
        element('span', { class: 'pick-name' }, `${partName(part)}:`),
        element('span', { class: 'pick-value' }, value),
        icon('chevron-down'),
      );
      this.#picks[part].setAttribute('aria-label', `${partName(part)}: ${value}`);
      this.#picks[part].classList.toggle('chosen', isChosen);
    }
    this.#clear.hidden = !isFiltered(filter);
  }

  #listen(): void {
    this.#text.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#change({ text: this.#text.value }), pause);
    });
    for (const input of [this.#from, this.#to]) {
      input.addEventListener('change', () =>
        this.#change({ from: this.#from.value, to: this.#to.value }),
      );
    }
  }

  #pickButton(part: PickedPart): HTMLButtonElement {
    const made = button({
      ...{ label: partName(part), text: true, class: 'pick-button' },
      onClick: () => void this.#pick(part),
    });
    made.setAttribute('aria-haspopup', 'dialog');
    return made;
  }

  async #pick(part: PickedPart): Promise<void> {
    const picked = await this.#ports.pick({ part, chosen: this.#filter[part] });
    if (!picked) return;
    const { chosen, label } = picked;
    const labels = { ...this.#labels, [part]: label };
    if (part === 'sources') this.#change({ sources: chosen }, labels);
    else if (part === 'kinds') {
      this.#change({ kinds: exportKinds.filter(kind => chosen.includes(kind)) }, labels);
    } else {
      this.#change({ states: loadStateWords.filter(state => chosen.includes(state)) }, labels);
    }
  }

  #change(part: Partial<ExportFilter>, labels = this.#labels): void {
    if (part === everyExport) this.#text.value = '';
    this.#ports.onChange({ ...this.#filter, ...part }, labels);
  }
}

/** Whether anything is left out. */
export function isFiltered({ text, sources, kinds, states, from, to }: ExportFilter): boolean {
  return (
    [text.trim(), from, to].some(each => each !== '') ||
    [sources, kinds, states].some(each => each.length > 0)
  );
}

function partName(part: PickedPart): string {
  switch (part) {
    case 'sources':
      return t('Application');
    case 'kinds':
      return t('Export type');
    case 'states':
      return t('Status');
  }
}

function dayInput(label: string): HTMLInputElement {
  return element('input', { type: 'date', class: 'filter-day', 'aria-label': label });
}
