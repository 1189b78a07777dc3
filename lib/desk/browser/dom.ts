type Child = Node | string | undefined | false;

/** Attributes, and listeners as functions: `{ type: 'button', onclick: save }`. `undefined` and `false` leave one out. */
type Attributes = Record<string, string | boolean | undefined | ((event: Event) => unknown)>;

/** Creates an element. Text is never parsed as HTML. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes))
    if (typeof value === 'function') made.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) made.setAttribute(key, value === true ? '' : value);
  made.append(...children.filter((child): child is Node | string => child !== undefined && child !== false));
  return made;
}

/** A button with a text. */
export const button = (
  text: string,
  onclick: () => unknown,
  attributes: Attributes = {},
): HTMLButtonElement => element('button', { type: 'button', onclick, ...attributes }, text);

/** The content of a `<meta>` that the server has put into the page. */
export const metaOf = (name: string): string =>
  document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? '';

/** How shortcuts are written on this system. */
export const modifier = /mac|iphone|ipad/i.test(navigator.userAgent) ? '⌘' : 'Ctrl+';
