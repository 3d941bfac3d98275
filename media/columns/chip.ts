import { button } from '../element';

/** A word that something is not as usual, with a click to undo it; hidden until it is set. */
export function chip(onClick: () => void): HTMLButtonElement {
  const made = button({ label: '', icon: 'close', text: true, class: 'chip', onClick });
  made.hidden = true;
  return made;
}

/** What the chip says, and what a click does. */
export function setChip(made: HTMLButtonElement, text: string, title: string): void {
  made.lastChild?.replaceWith(text);
  if (made.childNodes.length < 2) made.append(text);
  made.title = title;
  made.setAttribute('aria-label', `${text}: ${title}`);
}
