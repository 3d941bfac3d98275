// The calendar above the table: its plot, which is loaded with the first one, its legend, and days that are chosen in it.
import type { Channel } from '../../shared/protocol/channel';
import type { ExportsViewRequests } from '../../shared/protocol/exportsView';
import {
  dayGlyphs,
  dayStates,
  type CalendarDay,
  type DayState,
} from '../../shared/listing/calendarDays';
import type { Figure } from '../charts/figure';
import { button, element } from '../element';
import { t } from '../localText';
import { calendarFigure, colourSteps, type ChosenDays } from './calendarFigure';
import { dayStateMeaning, dayStateWord } from './exportWords';

export interface CalendarPorts {
  readonly channel: Channel<ExportsViewRequests>;
  /** The user has chosen days. */
  readonly choose: (days: ChosenDays) => void;
  readonly onToggle: (isOpen: boolean) => void;
  readonly onError: (error: unknown) => void;
}

export class Calendar {
  readonly element: HTMLElement;
  readonly #ports: CalendarPorts;
  readonly #plot = element('div', { class: 'calendar-plot' });
  readonly #legend = element('ul', { class: 'calendar-legend' });
  readonly #body: HTMLElement;
  readonly #toggle: HTMLButtonElement;
  readonly #hint = element(
    'span',
    { class: 'hint' },
    t('Click a day to see the exports that hold it.'),
  );
  #figure: Promise<Figure> | undefined;
  #days: readonly CalendarDay[] = [];
  #chosen: ChosenDays = { from: '', to: '' };
  /** Where a range begins that Shift makes. */
  #anchor = '';
  #sources: readonly string[] = [];
  #isOpen: boolean;
  #asked = 0;

  constructor(isOpen: boolean, ports: CalendarPorts) {
    this.#ports = ports;
    this.#isOpen = isOpen;
    this.#toggle = button({
      ...{ label: t('Calendar'), icon: 'chevron-down', text: true, class: 'section-button' },
      onClick: () => this.#open(!this.#isOpen),
    });
    this.#body = element('div', { class: 'calendar-body' }, this.#plot, this.#legend);
    const head = element('div', { class: 'section-head' }, this.#toggle, this.#hint);
    this.element = element(
      'section',
      { class: 'calendar', 'aria-label': t('Calendar') },
      head,
      this.#body,
    );
    this.#open(isOpen);
  }

  /** Shows the days of these applications; none are all. */
  async show(sources: readonly string[], chosen: ChosenDays): Promise<void> {
    this.#sources = sources;
    this.#chosen = chosen;
    if (chosen.from === '' && chosen.to === '') this.#anchor = '';
    if (!this.#isOpen) return;
    const asked = ++this.#asked;
    try {
      const { days } = await this.#ports.channel.request('calendar', { sources });
      // A later question has another answer.
      if (asked === this.#asked) await this.#become(days);
    } catch (error) {
      this.#ports.onError(error);
    }
  }

  async #become(days: readonly CalendarDay[]): Promise<void> {
    const isFirst = this.#days.length === 0;
    this.#days = days;
    this.element.hidden = days.length === 0;
    this.#legend.replaceChildren(...legendOf(days));
    await this.#draw();
    // The newest days are below, where there are more than one row of weeks.
    if (isFirst) this.#plot.scrollTop = this.#plot.scrollHeight;
  }

  #open(isOpen: boolean): void {
    this.#isOpen = isOpen;
    this.#body.hidden = !isOpen;
    this.#hint.hidden = !isOpen;
    this.#toggle.setAttribute('aria-expanded', String(isOpen));
    this.element.classList.toggle('closed', !isOpen);
    this.#ports.onToggle(isOpen);
    if (isOpen) void this.show(this.#sources, this.#chosen);
  }

  async #draw(): Promise<void> {
    if (this.#days.length === 0) return;
    const figure = await this.#loadFigure();
    const language = document.documentElement.lang || 'en';
    figure.show(calendarFigure(this.#days, this.#chosen, language));
  }

  #loadFigure(): Promise<Figure> {
    this.#figure ??= import('../charts/figure').then(
      ({ Figure: Loaded }) =>
        new Loaded(this.#plot, {
          onChoose: (value, choice) => this.#choose(value, choice.extends),
        }),
    );
    return this.#figure;
  }

  #choose(value: number, isRange: boolean): void {
    const day = this.#days[value]?.day;
    if (day === undefined) return;
    const start = isRange && this.#anchor !== '' ? this.#anchor : day;
    const isSame = !isRange && this.#chosen.from === day && this.#chosen.to === day;
    this.#anchor = isSame ? '' : start;
    // The day that is chosen already is let go.
    if (isSame) this.#ports.choose({ from: '', to: '' });
    else this.#ports.choose(start <= day ? { from: start, to: day } : { from: day, to: start });
  }
}

function legendOf(days: readonly CalendarDay[]): Node[] {
  const there = new Set(days.map(({ state }) => state));
  const states = dayStates.filter(state => there.has(state)).map(legendEntry);
  const steps = Array.from({ length: colourSteps + 1 }, (_, step) =>
    element('span', { class: `legend-step legend-step-${step}` }),
  );
  const scale = element(
    'li',
    { class: 'legend-scale' },
    ...[
      t('no events'),
      element('span', { class: 'legend-steps', 'aria-hidden': 'true' }, ...steps),
    ],
    t('most events'),
  );
  return [...states, scale];
}

function legendEntry(state: DayState): HTMLElement {
  return element(
    'li',
    { title: dayStateMeaning(state) },
    element(
      'span',
      { class: `legend-sign legend-${state}`, 'aria-hidden': 'true' },
      dayGlyphs[state],
    ),
    dayStateWord(state),
  );
}
