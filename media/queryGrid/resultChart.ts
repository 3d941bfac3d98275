// The result in front as a chart: which columns, what is drawn of how much, and the plot, which is loaded when it is first shown.
import type { ChartColumns, ChartData, ChartPicture } from '../../shared/protocol/resultChart';
import type { Figure } from '../charts/figure';
import { element } from '../element';
import { t } from '../localText';
import { ChartBar, type PictureUse } from './chartBar';
import { chartNote } from './chartNote';
import { chartSpec, colourName, colourOf, seriesOf, seriesText } from './chartSpec';
import type { ResultLook } from './resultLook';

export interface ResultChartPorts {
  /** The points of a chart; undefined where the user thought better of it. */
  readonly points: (look: ResultLook, chart: ChartColumns) => Promise<ChartData | undefined>;
  /** Other columns were chosen. */
  readonly onChange: () => void;
  readonly onSave: (picture: ChartPicture) => void;
  readonly onError: (error: unknown) => void;
}

/** A word on what was done is read in this time, in milliseconds. */
const readingTime = 3000;

export class ResultChart {
  readonly element = element('div', { class: 'chart', hidden: true });
  readonly #ports: ResultChartPorts;
  readonly #bar = new ChartBar({
    onChange: chart => void this.#choose(chart),
    onPicture: use => void this.#takePicture(use),
  });
  readonly #legend = element('ul', { class: 'chart-legend', 'aria-label': t('Colours') });
  readonly #plot = element('div', { class: 'chart-plot' });
  readonly #empty = element('p', { class: 'hint', hidden: true });
  readonly #note = element('p', { class: 'chart-note', role: 'status' });
  #figure: Promise<Figure> | undefined;
  #look: ResultLook | undefined;
  #series: readonly string[] = [];
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
    this.#ports.onChange();
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
    this.#bar.showPictures(true);
    this.#showLegend(data);
    this.#note.textContent = chartNote(data, nameOf(x));
    figure.show(chartSpec({ kind, data, x: nameOf(x), ys: ys.map(nameOf) }));
  }

  #showLegend(data: ChartData): void {
    const series = seriesOf(data);
    this.#series = series.length < 2 ? [] : series;
    this.#legend.hidden = this.#series.length === 0;
    this.#legend.replaceChildren(
      ...this.#series.map((name, place) => {
        const swatch = element('span', { class: `swatch swatch-${colourName(name, place)}` });
        return element('li', {}, swatch, seriesText(name));
      }),
    );
  }

  /** To take along into a report. */
  async #takePicture(use: PictureUse): Promise<void> {
    try {
      const figure = await this.#figure;
      const legend = this.#series.map((name, place) => ({
        name: seriesText(name),
        colour: colourOf(name, place),
      }));
      const picture = await figure?.picture(legend);
      if (!picture) return;
      const { svg, png } = picture;
      if (use === 'save') return this.#ports.onSave({ svg, png: await base64Of(png) });
      await navigator.clipboard.write([new ClipboardItem({ [png.type]: png })]);
      this.#tell(t('Copied the picture.'));
    } catch (error) {
      this.#ports.onError(error);
    }
  }

  /** In the place of what the points stand for, for a moment. */
  #tell(text: string): void {
    const before = this.#note.textContent;
    this.#note.textContent = text;
    setTimeout(() => {
      if (this.#note.textContent === text) this.#note.textContent = before;
    }, readingTime);
  }

  #showNothing(why: 'column' | 'values' | 'cancelled'): void {
    this.#bar.showPictures(false);
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

async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
