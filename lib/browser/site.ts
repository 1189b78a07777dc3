/** The module of every page. Small; loads the rest on demand. */
import './theme';
import './text-size';
import './open-search';
import './open';
import './article';
