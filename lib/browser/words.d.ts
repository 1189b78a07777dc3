import type { Words } from '../words';

declare global {
  /** The interface's words; `bundle.ts` puts the texts themselves in their place. */
  const browserWords: Words['browser'];
  /** `app/_styles/search.css`, put in likewise. */
  const searchStyles: string;
}
