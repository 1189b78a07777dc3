import type { ReactElement } from 'react';
import { messages, site } from '@/lib/config/site';
import type { NavigationLink } from '@/lib/config/site-config';
import { Cells } from './Cells';
import { LinkList } from './LinkList';

/** Skip link, site title, navigation, and the text size and theme buttons, which scripts reveal. */
export function Header({ navigation }: { navigation: readonly NavigationLink[] }): ReactElement {
  return (
    <>
      <a
        href="#main"
        className="skip sr-only focus:not-sr-only focus:absolute focus:z-10 focus:m-2 focus:bg-paper focus:px-3 focus:py-2"
      >
        {messages.site.skip}
      </a>
      <header className="site mx-auto flex w-full max-w-page flex-wrap items-baseline justify-between gap-x-8 gap-y-2 px-5 pt-6 pb-5">
        <a
          href="/"
          className="h-card flex items-center gap-2.5 text-lead font-semibold tracking-tight no-underline"
        >
          <Cells bits={[true, false, true, true]} />
          {site.title}
        </a>
        <div className="flex items-baseline gap-x-4 sm:gap-x-5">
          <nav aria-label={messages.site.navigation}>
            <LinkList links={navigation} />
          </nav>
          <button type="button" hidden data-text-size className="label cursor-pointer hover:text-accent">
            Aa
          </button>
          <button
            type="button"
            hidden
            data-theme-switch
            aria-pressed="false"
            aria-label={messages.site.darkTheme}
            title={messages.site.switchTheme}
            className="label grid size-7 cursor-pointer place-items-center self-center hover:text-accent"
          >
            <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" fill="currentColor">
              <path d="M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 1.4v11.2a5.6 5.6 0 0 1 0-11.2Z" />
            </svg>
          </button>
        </div>
      </header>
    </>
  );
}
