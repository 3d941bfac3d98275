// Days → the plot of a calendar: weeks in columns, wrapped into as many rows as the room asks for. Pure.
import type { PlotOptions } from '@observablehq/plot';

import {
  dayGlyphs,
  dayStates,
  type CalendarDay,
  type DayState,
} from '../../shared/listing/calendarDays';
import { dayNumber, dayOfNumber } from '../../shared/util/dayNumber';
import { countText } from '../../shared/util/humanText';
import { dayLabel } from '../../shared/util/dayLabel';
import type { FigureSpec } from '../charts/figureSpec';
import { t } from '../localText';
import { dayStateMeaning, dayStateWord } from './exportWords';

/** Days that the table is filtered to, `YYYY-MM-DD`; empty is open. */
export interface ChosenDays {
  readonly from: string;
  readonly to: string;
}

/** Pixels of a day with its gap, and beside and above all. */
const cell = 16;
const margin = { left: 34, top: 2 };
/** Steps of the colour, without that of no events. */
export const colourSteps = 5;
/** One line for the names of months, and the days of a week. */
const linesOfRow = 8;

interface Cell extends CalendarDay {
  readonly x: number;
  readonly y: number;
}

/** The calendar of these days, of which there is at least one. */
export function calendarFigure(
  days: readonly CalendarDay[],
  chosen: ChosenDays,
  language: string,
): FigureSpec {
  return {
    label: t('Calendar of days'),
    description: descriptionOf(days),
    draw: (plot, { width }) => {
      const weeks = Math.max(4, Math.floor((width - margin.left) / cell));
      const cells = placed(days, weeks);
      return {
        options: optionsOf(plot, { cells, weeks, chosen, language }),
        values: cells.map(each => ({ x: each.x, y: each.y, lines: linesOf(each, language) })),
      };
    },
  };
}

/** Places of days: whole weeks, from Monday on, so many side by side. */
function placed(days: readonly CalendarDay[], weeks: number): Cell[] {
  const first = mondayOf(dayNumber(days[0]?.day ?? ''));
  return days.map(day => {
    const after = dayNumber(day.day) - first;
    const week = Math.floor(after / 7);
    const row = Math.floor(week / weeks);
    return { ...day, x: week % weeks, y: row * linesOfRow + 1 + (after % 7) };
  });
}

/** 1 January 1970 was a Thursday. */
function mondayOf(day: number): number {
  return day - ((((day + 3) % 7) + 7) % 7);
}

interface PlotParts {
  readonly cells: readonly Cell[];
  readonly weeks: number;
  readonly chosen: ChosenDays;
  readonly language: string;
}

function optionsOf(
  plot: Parameters<FigureSpec['draw']>[0],
  { cells, weeks, chosen, language }: PlotParts,
): PlotOptions {
  const lines = Math.ceil((cells.at(-1)?.y ?? 1) / linesOfRow) * linesOfRow;
  const used = Math.max(...cells.map(({ x }) => x), 0) + 1;
  const columns = lines > linesOfRow ? weeks : used;
  const step = stepsOf(cells);
  const isChosen = ({ day }: Cell) =>
    (chosen.from !== '' || chosen.to !== '') &&
    (chosen.from === '' || day >= chosen.from) &&
    (chosen.to === '' || day <= chosen.to);
  const place = { x: 'x', y: 'y' } as const;
  return {
    width: margin.left + columns * cell + 2,
    height: margin.top + lines * cell + 4,
    ...{ marginLeft: margin.left, marginRight: 2, marginTop: margin.top, marginBottom: 4 },
    x: { domain: numbersTo(columns), axis: null, padding: 0 },
    y: { domain: numbersTo(lines), axis: null, padding: 0 },
    color: { type: 'identity' },
    marks: [
      plot.text(monthsOf(cells, language), {
        ...place,
        ...{ text: 'text', textAnchor: 'start', dx: 1 - cell / 2, fill: 'currentColor' },
      }),
      plot.text(weekdaysOf(lines, language), {
        ...{ x: () => 0, y: 'y', text: 'text', textAnchor: 'end', dx: -4 - cell / 2 },
        fill: 'var(--vscode-descriptionForeground)',
      }),
      plot.cell(cells, {
        ...place,
        ...{ inset: 1, rx: 2, fill: (each: Cell) => `var(--calendar-${step(each)})` },
        stroke: (each: Cell) => `var(--calendar-edge-${each.state})`,
      }),
      plot.text(cells, {
        ...place,
        ...{ text: (each: Cell) => dayGlyphs[each.state], fontSize: 9 },
        fill: (each: Cell) => `var(--calendar-sign-${each.state})`,
      }),
      plot.cell(cells.filter(isChosen), {
        ...place,
        ...{ inset: 0.5, rx: 2, fill: 'none', stroke: 'var(--calendar-chosen)', strokeWidth: 2 },
      }),
    ],
  };
}

/** Days by the rank of their number of events: a single huge day does not make all others pale. */
function stepsOf(cells: readonly Cell[]): (cell: Cell) => number {
  const counts = [...new Set(cells.map(({ events }) => events ?? 0))].filter(count => count > 0);
  counts.sort((a, b) => a - b);
  const ranks = new Map(counts.map((count, rank) => [count, rank]));
  return ({ events }) => {
    const rank = ranks.get(events ?? 0);
    return rank === undefined ? 0 : 1 + Math.floor((rank * colourSteps) / counts.length);
  };
}

interface Label {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** Each month above its first week, with the year where it begins or where the calendar does. */
function monthsOf(cells: readonly Cell[], language: string): Label[] {
  const labels: Label[] = [];
  let before = '';
  for (const { day, x, y } of cells) {
    const month = day.slice(0, 7);
    const line = Math.floor((y - 1) / linesOfRow) * linesOfRow;
    const last = labels.at(-1);
    const isNew = month !== before || last?.y !== line;
    before = month;
    if (!isNew) continue;
    // The rest of a month at the end of a row has no room beside the next one.
    if (last?.y === line && x - last.x < 3) labels.pop();
    const isYear = labels.length === 0 || month.endsWith('-01');
    const year = isYear ? ({ year: 'numeric' } as const) : {};
    const format = { month: 'short', timeZone: 'UTC', ...year } as const;
    labels.push({
      x,
      y: line,
      text: new Intl.DateTimeFormat(language, format).format(new Date(day)),
    });
  }
  return labels;
}

/** Every other day: all of them have no room above each other. */
function weekdaysOf(lines: number, language: string): Label[] {
  const format = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
  const monday = mondayOf(0) + 7;
  return numbersTo(lines).flatMap(y => {
    const weekday = (y % linesOfRow) - 1;
    if (![0, 2, 4].includes(weekday)) return [];
    return [{ x: 0, y, text: format.format(new Date(dayOfNumber(monday + weekday))) }];
  });
}

/** What the tooltip says of a day. */
function linesOf(day: CalendarDay, language: string): string[] {
  const { state, counts, events, owner } = day;
  const several = Object.values(counts).reduce((sum, count) => sum + count, 0) > 1;
  const all = dayStates.flatMap(each => {
    const count = counts[each];
    return count === undefined ? [] : [applicationsText(each, count)];
  });
  return [
    dayLabel(`${day.day}T00:00:00Z`, '', language),
    `${dayGlyphs[state]} ${dayStateWord(state)}: ${dayStateMeaning(state)}`,
    ...(several ? all : []),
    ...(events === null ? [] : [t('{0} events', countText(events))]),
    ...(owner === null ? [] : [t('from {0} #{1}', owner.name, owner.counter)]),
  ];
}

function applicationsText(state: DayState, count: number): string {
  const word = dayStateWord(state);
  return count === 1
    ? t('{0}: 1 application', word)
    : t('{0}: {1} applications', word, countText(count));
}

function descriptionOf(days: readonly CalendarDay[]): string {
  const counts = new Map<string, number>();
  for (const { state } of days) {
    const word = dayStateWord(state);
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const parts = Array.from(counts, ([word, count]) => `${countText(count)} ${word}`);
  const [first, last] = [days[0]?.day ?? '', days.at(-1)?.day ?? ''];
  return t('{0} days from {1} to {2}: {3}.', countText(days.length), first, last, parts.join(', '));
}

function numbersTo(end: number): number[] {
  return Array.from({ length: end }, (_, number) => number);
}
