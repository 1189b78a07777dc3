import type { ReactElement } from 'react';

/**
 * A message of the interface, with the text in brackets as links.
 *
 * @param to one URL for each pair of brackets
 */
export function Phrase({ of: sentence, to }: { of: string; to: readonly string[] }): ReactElement {
  // If there is only one pair, the text inside may contain brackets.
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
