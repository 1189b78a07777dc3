import type { ReactElement } from 'react';

/**
 * Prints what one of next-seo's JSON-LD components would print, escaped for good.
 *
 * next-seo replaces `</script>` only where it is written just so; a title with `</script >`
 * would end the element. No `<` is left here, which JSON allows (RFC 8259 §7).
 *
 * @param of an element such as `<ArticleJsonLd … />` of next-seo
 */
export function JsonLd<Props extends object>({ of: element }: { of: ReactElement<Props> }): ReactElement {
  if (typeof element.type !== 'function') throw new TypeError('expected an element of a next-seo component');
  const print = element.type as (props: Props) => ReactElement<{ data: unknown }>;
  const { data } = print(element.props).props;
  return (
    <script
      type="application/ld+json"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: the text of a script cannot be a child
      dangerouslySetInnerHTML={{ __html: JSON.stringify(data).replace(/</g, '\\u003c') }}
    />
  );
}
