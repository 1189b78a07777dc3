import { basePath, hostedPath } from '../site';

/** The start of an element; in texts every `<` is escaped. */
const tag = /<[a-z](?:[^">]|"[^"]*")*>/g;
const attribute = / ([\w:-]+)="[^"]*"/g;
const holdAddresses = new Set(['href', 'src', 'srcset', 'poster', 'action', 'cite']);
/** A path of the site: the whole value, or in a `srcset` one of a list. */
const path = /(?<="|^ srcset=".*, )\/(?!\/)/g;

/** Makes paths of the site those by which its host knows them, wherever they stand in some HTML. */
export function hostedHtml(html: string): string {
  if (basePath === '') return html;
  return html.replace(tag, (start) =>
    start.replace(attribute, (text, name: string) =>
      holdAddresses.has(name) ? text.replace(path, hostedPath('/')) : text,
    ),
  );
}
