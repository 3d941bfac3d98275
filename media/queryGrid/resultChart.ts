// The result in front as a chart: which columns, what is drawn of how much, and the plot, which is loaded when it is first shown.
import type { ChartColumns, ChartData } from '../../shared/protocol/resultChart';
import { countText } from '../../shared/util/humanText';
import type { Figure } from '../charts/figure';
import { element } from '../element';
import { t } from '../localText';
import { ChartBar } from './chartBar';
import { chartColours, chartSpec, seriesOf } from './chartSpec';
import type { ResultLook } from './resultLook';

export interface ResultChartPorts {
  /** The points of a chart; undefined where the user thought better of it. */
  readonly points: (look: ResultLook, chart: ChartColumns) => Promise<ChartData | undefined>;
  readonly onError: (error: unknown) => void;
}

export class ResultChart {
  readonly element = element('div', { class: 'chart', hidden: true });
  readonly #ports: ResultChartPorts;
  readonly #bar = new ChartBar(chart => void this.#choose(chart));
  readonly #legend = element('ul', { class: 'chart-legend', 'aria-label': t('Colours') });
  readonly #plot = element('div', { class: 'chart-plot' });
  readonly #empty = element('p', { class: 'hint', hidden: true });
  readonly #note = element('p', { class: 'chart-note', role: 'status' });
  #figure: Promise<Figure> | undefined;
  #look: ResultLook | undefined;
  #drawn = '';

  constructor(ports: ResultChartPorts) {
    this.#ports = ports;
    this.element.append(this.#bar.element, this.#legend, this.#plot, this.#empty, this.#note);
  }

  /** Draws the chart of a look; what is drawn already stays. */
  async show(look: ResultLook): Promise<void> {
    this.element.hidden = false;
    const wanted = JSON.stringify([look.result, look.view, look.chart]);
    if (this.#look === look && wanted === this.#drawn) return;
    this.#look = look;
    this.#drawn = wanted;
    this.#showBar(look);
    const data = look.chart.ys.length > 0 ? await this.#ports.points(look, look.chart) : undefined;
    if (this.#drawn !== wanted) return;
    if (data && data.points.length > 0) await this.#draw(look, data);
    else this.#showNothing(look.chart.ys.length === 0 ? 'column' : data ? 'values' : 'cancelled');
  }

  hide(): void {
    this.element.hidden = true;
  }

  #showBar(look: ResultLook): void {
    const columns = look.columns.map(({ label = '', kind }, place) => ({
      ...{ place, name: label, isNumber: kind === 'number' },
    }));
    this.#bar.show(look.chart, columns);
  }

  async #choose(chart: ChartColumns): Promise<void> {
    if (!this.#look) return;
    this.#look.chart = chart;
    try {
      await this.show(this.#look);
    } catch (error) {
      this.#ports.onError(error);
    }
  }

  async #draw(look: ResultLook, data: ChartData): Promise<void> {
    const { kind, x, ys } = look.chart;
    const nameOf = (place: number) => look.columns[place]?.label ?? '';
    this.#figure ??= import('../charts/figure').then(({ Figure: Made }) => new Made(this.#plot));
    const figure = await this.#figure;
    if (this.#look !== look) return;
    this.#empty.hidden = true;
    this.#plot.hidden = false;
    this.#showLegend(data);
    this.#note.textContent = noteOf(data, nameOf(x));
    figure.show(chartSpec({ kind, data, x: nameOf(x), ys: ys.map(nameOf) }));
  }

  #showLegend(data: ChartData): void {
    const series = seriesOf(data);
    this.#legend.hidden = series.length < 2;
    this.#legend.replaceChildren(
      ...series.map((name, place) => {
        const colour = chartColours[place % chartColours.length] ?? 'blue';
        return element('li', {}, element('span', { class: `swatch swatch-${colour}` }), name);
      }),
    );
  }

  #showNothing(why: 'column' | 'values' | 'cancelled'): void {
    this.#plot.hidden = true;
    this.#legend.hidden = true;
    this.#note.textContent = '';
    this.#empty.hidden = false;
    if (why === 'column') this.#empty.textContent = t('Choose a column of numbers to draw.');
    else if (why === 'values') this.#empty.textContent = t('These columns hold nothing to draw.');
    else
      this.#empty.textContent = t('Stopped before all rows were looked at. Choose again to draw.');
    // What was stopped is asked for again by the next choice, also by the same.
    if (why === 'cancelled') this.#drawn = '';
  }
}

/** What the points stand for, and what is missing. */
function noteOf({ points, rows, drawn, left }: ChartData, x: string): string {
  const count = countText(points.length);
  const all = countText(rows);
  const what = {
    rows: t('{0} points of {1} rows', count, all),
    sums: t('{0} sums of {1} rows by {2}', count, all, x),
    extremes: t('{0} points of {1} rows: the least and greatest of narrow ranges', count, all),
  }[drawn];
  return left > 0 ? `${what} · ${t('{0} more are not drawn', countText(left))}` : what;
}
