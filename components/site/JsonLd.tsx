import type { ReactElement } from 'react';

/**
 * Renders one of next-seo's JSON-LD components with safe escaping.
 *
 * next-seo only replaces the exact text `</script>`, so a title with `</script >` would end the
 * element. Here every `<` is escaped, as JSON allows (RFC 8259 §7).
 *
 * @param of a next-seo element such as `<ArticleJsonLd … />`
 * @param and schema.org properties that the component does not support
 */
export function JsonLd<Props extends object>({
  of: element,
  and,
}: {
  of: ReactElement<Props>;
  and?: Record<string, unknown>;
}): ReactElement {
  if (typeof element.type !== 'function') throw new TypeError('expected an element of a next-seo component');
  const render = element.type as (props: Props) => ReactElement<{ data: object }>;
  const { data } = render(element.props).props;
  return <StructuredData of={{ ...data, ...and }} />;
}

/** Renders JSON-LD that next-seo has no component for. @param of JSON-LD without its `@context` */
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
