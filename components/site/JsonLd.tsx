import type { ReactElement } from 'react';

/**
 * Prints what one of next-seo's JSON-LD components would print, escaped for good.
 *
 * next-seo replaces `</script>` only where it is written just so; a title with `</script >`
 * would end the element. No `<` is left here, which JSON allows (RFC 8259 §7).
 *
 * @param of an element such as `<ArticleJsonLd … />` of next-seo
 * @param and properties of schema.org that the component has no name for
 */
export function JsonLd<Props extends object>({
  of: element,
  and,
}: {
  of: ReactElement<Props>;
  and?: Record<string, unknown>;
}): ReactElement {
  if (typeof element.type !== 'function') throw new TypeError('expected an element of a next-seo component');
  const print = element.type as (props: Props) => ReactElement<{ data: object }>;
  const { data } = print(element.props).props;
  return <StructuredData of={{ ...data, ...and }} />;
}

/** Prints what next-seo has no component for. @param of JSON-LD without its context */
export function StructuredData({ of: data }: { of: Record<string, unknown> }): ReactElement {
  return (
    <script
      type="application/ld+json"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: the text of a script cannot be a child
      dangerouslySetInnerHTML={{
        __html: JSON.stringify({ '@context': 'https://schema.org', ...data }).replace(/</g, '\\u003c'),
      }}
    />
  );
}
