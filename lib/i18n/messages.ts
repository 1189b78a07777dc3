import type { Reason } from '../recommend/reasons';
import { withFallback } from './language';

/**
 * The messages of the interface in one language. Text in brackets becomes a link. If a message
 * has two links, they are in the same order in all languages.
 */
export interface Messages {
  /** The header of every page. */
  site: {
    skip: string;
    /** The accessible name of the navigation. */
    navigation: string;
    darkMode: string;
    /** The menu, and its buttons. */
    textSize: string;
    smallerText: string;
    normalText: string;
    largerText: string;
  };
  /** Lists of articles. */
  lists: {
    articles: string;
    latest: string;
    /** Before the title of the latest article. */
    latestOne: string;
    recent: string;
    /** The title of page 2 and later of a list. */
    pageOf(name: string, page: number): string;
    /** The description of page 2 and later of a list. */
    descriptionOf(description: string, page: number): string;
    count(articles: number): string;
    nothingYet: string;
    /** Precedes a link to the article that new readers should start with. */
    newHere: string;
    pages: string;
    /** The page number and the number of pages. */
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
    /** @param count from `lists.count`. Links to the RSS feed. */
    feed(count: string): string;
  };
  authors: {
    title: string;
    label: string;
    none: string;
    description(site: string): string;
    articlesBy(name: string): string;
    /** Links to the author's page. */
    moreBy(name: string): string;
    /** The link to an author's RSS feed. */
    feed: string;
  };
  series: {
    label: string;
    /** The position of a post in its series. */
    part(part: number, parts: number): string;
    /** The link to the page of the series. */
    about: string;
    count(parts: number): string;
    /** The heading of the list of parts. */
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
    /** @param count from `lists.count`. Links to the whole archive. */
    ofAllYears(count: string): string;
    /** @param count from `lists.count`. The names of the series follow. */
    inSeries(count: string): string;
  };
  search: {
    title: string;
    description(site: string): string;
    button: string;
    /** Links to the archive. */
    withoutScript: string;
  };
  subscribe: {
    title: string;
    /** The button on the front page. */
    byRss: string;
    description(site: string): string;
    /** Why to subscribe. */
    what(site: string): string;
    /** What a browser shows above a feed. */
    thisIs: string;
    /** The link from a feed to the page of all feeds. */
    others: string;
    /** How to use the addresses below. */
    how: string;
    everything: string;
    podcast: string;
    /** The button that copies the address of a feed. */
    copy: string;
    /** Unfolds the formats of a feed. */
    formats: string;
    /** Links to the OPML file of all feeds. */
    all: string;
  };
  newsletter: {
    title: string;
    /** The heading of what is not the newsletter. */
    orFeed: string;
    /** The label of the field. */
    address: string;
    button: string;
    /** Who gets the address. */
    goesTo(host: string): string;
  };
  readingList: {
    title: string;
    description: string;
    empty: string;
    /** Shown instead of a page that is not saved, when the reader is offline. */
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
    /** The heading of the player. */
    listen: string;
    /** The same for an episode with a number. */
    episode(number: number): string;
    chapters: string;
    transcript: string;
    /** The link to the file with the times. */
    transcriptFile: string;
    changes: string;
    by: string;
    /** Precedes the names of other languages. */
    alsoIn: string;
    minutesToRead(minutes: number): string;
    draft: string;
    scheduled: string;
    /** Above a draft at an address that only those know whom its author has given it. */
    draftNotice: string;
    /** The same for a post that is published on a later day. */
    scheduledNotice(day: string): string;
    contents: string;
    recommended: string;
    /** Why an article is recommended. */
    reasons: Record<Exclude<Reason['why'], 'about'>, string>;
    /** The reason for an article that shares topics with the current one. */
    alsoAbout(topics: string[]): string;
    comments: string;
    /** The link that loads them. */
    showComments: string;
    /** Where they are loaded from. */
    commentsFrom(service: string): string;
    /** Precedes the name of the license of a post. */
    license: string;
    citeThis: string;
    nextPart: string;
    readNext: string;
    /** The heading of the lines about the authors. */
    about(authors: number): string;
  };
  /** Replies to an article from other sites. */
  conversation: {
    title: string;
    replies(count: number): string;
    likes(count: number): string;
    reposts(count: number): string;
    /** The link to where readers can reply. */
    replyOn(service: string): string;
    /** The link to replies that are not shown. */
    moreOn(replies: number, service: string): string;
    /** Unfolds the form for responses on other sites. */
    webmention: string;
    sendLabel: string;
    send: string;
  };
  /** What was changed in an article after it was published. */
  history: {
    titleOf(title: string): string;
    description: string;
    /** There is no version before it. */
    first: string;
    unchanged(paragraphs: number): string;
    versionOf(day: string): string;
    /** Links to the current version and to the history. */
    seeCurrent: string;
    /** The link from the article. */
    link: string;
  };
  /** Part of an article's text, in the language of the article. */
  text: {
    notes: string;
    /** `{reference}` is the number of the note. */
    backToReference: string;
    callouts: Record<'note' | 'tip' | 'important' | 'warning' | 'caution', string>;
    /** The heading of the list of works that an article cites. */
    references: string;
    /** Follows a link to a page that is gone, which leads to a copy of it. */
    archived(day: string): string;
    table: string;
    tableOf(number: number): string;
    formula(number: number): string;
    diagram(number: number): string;
    done: string;
    toDo: string;
    watch: string;
    show: string;
  };
  /** Messages of the browser modules: no functions, as they are inlined as JSON. `{…}` is filled in. */
  browser: {
    copy: string;
    copied: string;
    /** The code could not be copied, and is selected instead. Shown on the copy button, so it is short. */
    selected: string;
    /** Shows line numbers. This and `wrap` are short, because on a phone they share a line with the code's name. */
    lines: string;
    /** `{number}` */
    line: string;
    wrap: string;
    close: string;
    zoomIn: string;
    zoomOut: string;
    previousPicture: string;
    nextPicture: string;
    share: string;
    save: string;
    saved: string;
    notSaved: string;
    remove: string;
    linkCopied: string;
    /** The link to where the reader stopped: `{section}` */
    goOn: string;
    search: string;
    /** The placeholder and the accessible name of the search box. */
    searchHint: string;
    /** What the search offers before anything is typed. */
    latest: string;
    byTopic: string;
    topic: string;
    author: string;
    year: string;
    /** The first choice of each filter. */
    anyTopic: string;
    anyAuthor: string;
    anyYear: string;
    more: string;
    /** `{query}` */
    nothingFound: string;
    /** `{query}`, and `#` for the number of results. */
    found: PluralForms;
    /** The same for a search by topic, author or year alone. */
    foundThere: PluralForms;
    noIndex: string;
  };
}

/** A text by plural category (Unicode CLDR). `#` stands for the number. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** @returns a function that picks the plural form for a number; `language` is a BCP 47 tag */
export function pluralOf(language: string) {
  const rules = new Intl.PluralRules(withFallback(language));
  return (count: number, forms: PluralForms): string =>
    (forms[rules.select(count)] ?? forms.other).replace('#', String(count));
}

/** @returns a function that joins names the way the language does: "A and B" */
export function listOf(language: string): (names: string[]) => string {
  const format = new Intl.ListFormat(withFallback(language));
  return (names) => format.format(names);
}
