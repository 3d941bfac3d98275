// A plot as a picture that stands alone: with the colours and the font that it has here, a title, and what its colours mean.

/** A colour of a plot, and what it stands for. */
export interface LegendEntry {
  readonly name: string;
  /** As CSS says it, also by a variable. */
  readonly colour: string;
}

/** One picture in two formats. */
export interface FigurePicture {
  readonly svg: string;
  /** Of twice as many pixels as are on the screen. */
  readonly png: Blob;
}

const space = 'http://www.w3.org/2000/svg';
/** Pixels: around all of it, of a line of text, of a square of the legend. */
const [margin, line, swatch] = [10, 18, 10];
const sharpness = 2;

/** Draws what is shown once more, below a title and a legend. */
export async function figurePicture(
  drawn: SVGSVGElement,
  title: string,
  legend: readonly LegendEntry[],
): Promise<FigurePicture> {
  const { width, height } = drawn.getBoundingClientRect();
  const style = getComputedStyle(drawn);
  const head = headOf(title, legend, { style, width });
  const size = { width: width + 2 * margin, height: height + head.height + 2 * margin };
  const picture = svgElement('svg', {
    ...{ xmlns: space, ...size, viewBox: `0 0 ${size.width} ${size.height}` },
    ...{ 'font-family': style.fontFamily, 'font-size': style.fontSize, fill: style.color },
  });
  const plot = standAlone(drawn);
  plot.setAttribute('x', String(margin));
  plot.setAttribute('y', String(margin + head.height));
  const background = svgElement('rect', { ...size, fill: colourOf(backgroundVariable) });
  picture.append(svgElement('title', {}, title), background, ...head.elements, plot);
  const svg = new XMLSerializer().serializeToString(picture);
  return { svg, png: await pngOf(svg, size) };
}

const backgroundVariable = 'var(--vscode-editor-background)';

/** The title, and below it the legend in as many lines as it takes. */
function headOf(
  title: string,
  legend: readonly LegendEntry[],
  { style, width }: { readonly style: CSSStyleDeclaration; readonly width: number },
): { readonly height: number; readonly elements: readonly SVGElement[] } {
  const measure = new OffscreenCanvas(1, 1).getContext('2d');
  if (measure) measure.font = `${style.fontSize} ${style.fontFamily}`;
  const widthOf = (text: string) => measure?.measureText(text).width ?? 0;
  let [x, y] = [margin, margin + line * 1.5];
  const entries = legend.flatMap(({ name, colour }) => {
    const room = swatch + 6 + widthOf(name) + 14;
    if (x > margin && x + room > width) [x, y] = [margin, y + line];
    const square = { x, y: y - swatch + 1, width: swatch, height: swatch, fill: colourOf(colour) };
    const text = svgElement('text', { x: x + swatch + 6, y }, name);
    x += room;
    return [svgElement('rect', square), text];
  });
  const name = svgElement('text', { x: margin, y: margin + 10, 'font-weight': 600 }, title);
  return {
    height: (entries.length > 0 ? y : margin + line) - margin,
    elements: [name, ...entries],
  };
}

/** A copy that needs no style sheet: what it takes of the page is written into it. */
function standAlone(drawn: SVGSVGElement): SVGSVGElement {
  const copy = drawn.cloneNode(true) as SVGSVGElement;
  const [from, to] = [drawn, copy].map(each => [each, ...each.querySelectorAll<SVGElement>('*')]);
  for (const [place, element] of (from ?? []).entries()) {
    for (const name of ['fill', 'stroke'] as const) {
      if (!/var\(|currentColor/i.test(element.getAttribute(name) ?? '')) continue;
      to?.[place]?.setAttribute(name, getComputedStyle(element)[name]);
    }
  }
  // Where the pointer is says nothing outside of the page.
  for (const mark of copy.querySelectorAll('.figure-mark')) mark.remove();
  copy.setAttribute('overflow', 'visible');
  return copy;
}

async function pngOf(
  svg: string,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = new OffscreenCanvas(width * sharpness, height * sharpness);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: 'image/png' });
}

/** What a variable of the theme comes to. */
function colourOf(colour: string): string {
  const name = /^var\((--[\w-]+)\)$/.exec(colour)?.[1];
  return name ? getComputedStyle(document.documentElement).getPropertyValue(name) : colour;
}

function svgElement<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | number>>,
  text = '',
): SVGElementTagNameMap[K] {
  const made = document.createElementNS(space, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.textContent = text;
  return made;
}
