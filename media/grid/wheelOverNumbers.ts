/** SlickGrid would go one row at a turn: the wheel is the browser's own, also over the row numbers. */
export function wheelOverNumbers(grid: HTMLElement): void {
  const onWheel = (event: WheelEvent): void => {
    event.stopPropagation();
    const { target } = event;
    const isOverNumbers = target instanceof Element && target.closest('.slick-viewport-left');
    const rows = grid.querySelector('.slick-viewport-top.slick-viewport-right');
    if (isOverNumbers && rows) rows.scrollTop += event.deltaY;
  };
  grid.addEventListener('wheel', onWheel, { capture: true, passive: true });
}
