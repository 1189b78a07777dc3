import { replaceable } from '@/components/replaceable';
import { messages, site } from '@/lib/config/site';
import { Mark } from './Mark';

/** Skip link, site title, navigation, and the controls for text size and color scheme, which need JavaScript. */
export const Header = replaceable('Header', function Header({ navigation }) {
  return (
    <>
      <a href="#main" className="skip sr-only">
        {messages.site.skip}
      </a>
      <header className="site page-width">
        <a href="/" className="h-card title">
          <Mark />
          {site.title}
        </a>
        <nav aria-label={messages.site.navigation}>
          <ul>
            {navigation.map(({ href, label }) => (
              <li key={href}>
                <a href={href}>{label}</a>
              </li>
            ))}
          </ul>
        </nav>
        <div className="controls">
          <button type="button" popoverTarget="text-size" aria-label={messages.site.textSize}>
            Aa
          </button>
          <div id="text-size" popover="auto" data-text-size>
            <button type="button" aria-label={messages.site.smallerText}>
              A−
            </button>
            <button type="button" title={messages.site.normalText}>
              100%
            </button>
            <button type="button" aria-label={messages.site.largerText}>
              A+
            </button>
          </div>
          <button
            type="button"
            data-scheme
            aria-pressed="false"
            aria-label={messages.site.darkMode}
            title={messages.site.darkMode}
          >
            <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" fill="currentColor">
              <path d="M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 1.4v11.2a5.6 5.6 0 0 1 0-11.2Z" />
            </svg>
          </button>
        </div>
      </header>
    </>
  );
});
