import type { ReactElement } from 'react';

/**
 * A sentence of the interface's words, in which what stands in brackets leads somewhere.
 *
 * @param to one address for each pair of brackets
 */
export function Phrase({ of: sentence, to }: { of: string; to: readonly string[] }): ReactElement {
  // A name in the only pair may hold brackets itself.
  const parts = sentence.split(to.length > 1 ? /\[([^\]]*)\]/ : /\[(.*)\]/);
  return (
    <>
      {parts.map((part, at) => {
        const href = at % 2 === 1 ? to[(at - 1) / 2] : undefined;
        return href === undefined ? (
          part
        ) : (
          <a key={href} href={href}>
            {part}
          </a>
        );
      })}
    </>
  );
}
