// How a web view stands in its room: what is cut off or covered, and which edges can be seen.
import type { FrameLocator } from 'playwright-core';

/** Controls that stand outside of the view, that another covers, or whose text has too little room. */
export async function cutOff(frame: FrameLocator): Promise<readonly string[]> {
  await frame.locator('body').evaluate(nextFrames);
  return frame.locator('body').evaluate<string[], void>(findCutOff);
}

/** An edge that can be seen. */
export async function edgeOf(
  frame: FrameLocator,
  part: string,
  kind: 'border' | 'outline',
): Promise<string> {
  const side = kind === 'border' ? 'borderTop' : kind;
  return frame.locator('body').evaluate<string, void>(`(() => {
    const style = getComputedStyle(document.querySelector(${JSON.stringify(part)}));
    const [width, line, color] = ['Width', 'Style', 'Color'].map(name => style['${side}' + name]);
    return width === '0px' || / 0\\)$/.test(color) ? 'none' : [width, line, color].join(' ');
  })()`);
}

/** Runs in the page: a layout follows a change of its size by a frame or two. */
const nextFrames = `new Promise(resolve =>
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 200))))`;

/** Runs in the page; what stands in a part that scrolls is brought into view first. */
const findCutOff = `(() => {
  const found = [];
  let seen = 0;
  for (const element of document.querySelectorAll('button, input, select, footer > span')) {
    if (!element.checkVisibility() || element.matches('.only-read')) continue;
    if (element.closest('.side-body, .grid')) continue;
    element.scrollIntoView({ block: 'nearest' });
    const { left, top, right, bottom, width } = element.getBoundingClientRect();
    if (width === 0) continue;
    const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    const isCovered = !element.contains(at) && !at?.contains(element);
    const isOutside = left < 0 || right > innerWidth || top < 0 || bottom > innerHeight;
    const isTight = element.scrollWidth > element.clientWidth + 2;
    seen++;
    if (isCovered || isOutside || isTight)
      found.push((element.getAttribute('aria-label') || element.textContent || element.className) +
        (isCovered ? ' covered' : '') + (isOutside ? ' outside' : '') + (isTight ? ' tight' : ''));
  }
  return seen > 10 ? found : ['there are only ' + seen];
})()`;
