// Elements in one call, always by properties and text: markup in strings would need trust.
import { icon, type IconName } from './icon';

type Child = Node | string | undefined;
type Property = string | number | boolean | undefined;

/** Makes an element; `class` and `aria-…` and other names with a dash become attributes, the rest properties. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Readonly<Record<string, Property>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined) continue;
    if (name === 'class') made.className = String(value);
    else if (name.includes('-') || name === 'role') made.setAttribute(name, String(value));
    else Reflect.set(made, name, value);
  }
  for (const child of children) if (child !== undefined) made.append(child);
  return made;
}

/** A button with an icon, a text or both; without a text, `label` is what it is called. */
export function button(options: {
  readonly label: string;
  readonly icon?: IconName;
  readonly text?: boolean;
  readonly class?: string;
  onClick(): void;
}): HTMLButtonElement {
  const { label, text = false } = options;
  const made = element(
    'button',
    {
      type: 'button',
      class: `${options.class ?? (text ? 'text-button' : 'icon-button')}`,
      title: text ? '' : label,
      'aria-label': label,
    },
    options.icon === undefined ? undefined : icon(options.icon),
    text ? label : undefined,
  );
  made.addEventListener('click', () => options.onClick());
  return made;
}
