import type { Reason } from '../recommend/reasons';

/**
 * The interface's own words, in one language. In a sentence, what stands in brackets is a link;
 * where there are two, they come in the order of English.
 */
export interface Messages {
  /** Around every page. */
  site: {
    skip: string;
    /** What the navigation is called, for those who hear it. */
    navigation: string;
    darkTheme: string;
    switchTheme: string;
  };
  /** Lists of articles. */
  lists: {
    articles: string;
    latest: string;
    recent: string;
    /** A title of the later pages of a list: its name, which page. */
    pageOf(name: string, page: number): string;
    /** The description of a list, on one of its later pages. */
    descriptionOf(description: string, page: number): string;
    count(articles: number): string;
    nothingYet: string;
    pages: string;
    /** Which of how many pages. */
    position(page: number, last: number): string;
    newer: string;
    older: string;
    minutes(minutes: number): string;
  };
  topics: {
    title: string;
    label: string;
    none: string;
    description(site: string): string;
    about(site: string, topic: string): string;
    /** After `lists.count`. A link to the feed. */
    feed(count: string): string;
  };
  authors: {
    title: string;
    label: string;
    none: string;
    description(site: string): string;
    articlesBy(name: string): string;
    /** A link to the author's page. */
    moreBy(name: string): string;
    feed: string;
  };
  series: {
    label: string;
    /** Before the title of the series that a post is part of. */
    partOf: string;
    parts: string;
    description(title: string): string;
  };
  archive: {
    title: string;
    years: string;
    series: string;
    description(site: string): string;
    titleOf(year: string): string;
    descriptionOf(site: string, year: string): string;
    /** After `lists.count`. A link to the whole archive. */
    ofAllYears(count: string): string;
    /** After `lists.count`, with names of series after it. */
    inSeries(count: string): string;
  };
  search: {
    title: string;
    description(site: string): string;
    button: string;
    /** A link to the archive. */
    withoutScript: string;
    byTopic: string;
  };
  subscribe: {
    title: string;
    description(site: string): string;
    /** What a feed is, in two or three sentences. */
    what: string;
    /** What a browser shows above a feed, and what to do with it. */
    thisIs: string;
    /** How to use one of the addresses below. */
    how: string;
    everything: string;
    /** A link to the list of all feeds, as OPML. */
    all: string;
  };
  readingList: {
    title: string;
    description(site: string): string;
    empty: string;
    /** In place of a page, where there is no network. */
    missing: string;
    withoutScript: string;
  };
  notFound: {
    title: string;
    heading: string;
    description: string;
    /** Links to the archive and to search. */
    text: string;
  };
  post: {
    published: string;
    updated: string;
    by: string;
    /** Before the names of other languages. */
    alsoIn: string;
    minutesToRead(minutes: number): string;
    draft: string;
    scheduled: string;
    contents: string;
    recommended: string;
    /** Why an article is recommended. */
    reasons: Record<Exclude<Reason['why'], 'about'>, string>;
    /** The same, by what it is about like the one that is read. */
    alsoAbout(topics: string[]): string;
    neighbors: string;
    previous: string;
    next: string;
  };
  /** In the text of an article, in the article's language. */
  text: {
    notes: string;
    /** With `{reference}` for the number of the note. */
    backToReference: string;
    callouts: Record<'note' | 'tip' | 'important' | 'warning' | 'caution', string>;
    table: string;
    tableOf(number: number): string;
    formula(number: number): string;
    diagram(number: number): string;
    done: string;
    toDo: string;
    watch: string;
  };
  /** What browser modules say. Texts only; `{…}` is filled in. */
  browser: {
    copy: string;
    copied: string;
    selected: string;
    lines: string;
    /** `{number}` */
    line: string;
    wrap: string;
    close: string;
    /** `{percent}` */
    textSize: string;
    share: string;
    save: string;
    saved: string;
    notSaved: string;
    remove: string;
    linkCopied: string;
    /** A link to where one stopped reading: `{section}` */
    goOn: string;
    search: string;
    searchHint: string;
    topic: string;
    author: string;
    year: string;
    /** Before a topic, author or year is chosen. */
    any: string;
    more: string;
    /** `{query}` */
    nothingFound: string;
    /** `{count}`, `{query}` */
    found: string;
    /** `{count}`, where nothing is looked for but a topic, an author or a year. */
    foundThere: string;
    noIndex: string;
  };
}

/** Chooses among the plural forms of a language (Unicode CLDR's categories). */
export function pluralOf(language: string) {
  const rules = new Intl.PluralRules(language);
  return (count: number, forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }): string =>
    (forms[rules.select(count)] ?? forms.other).replace('#', String(count));
}

/** Names joined as a language joins them: "A and B". */
export function listOf(language: string): (names: string[]) => string {
  const format = new Intl.ListFormat(language);
  return (names) => format.format(names);
}
