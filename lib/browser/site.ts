/** What every page loads: as little as can be, and the rest when it is asked for. */
import './theme';
import './text-size';
import './open-search';
import './open';
import './article';
