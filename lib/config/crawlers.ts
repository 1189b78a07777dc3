/** What a publication lets the crawlers of language models do. */
export interface CrawlerRules {
  /** Collect texts to make models of. */
  training: 'allow' | 'refuse';
  /** Fetch a page to answer somebody's question with it, and link to it. */
  answers: 'allow' | 'refuse';
}

/** The names by which they ask for `robots.txt` (RFC 9309), as their owners document them. */
const crawlers: Record<keyof CrawlerRules, string[]> = {
  training: [
    'AI2Bot',
    'Amazonbot',
    'anthropic-ai',
    'Applebot-Extended',
    'Bytespider',
    'CCBot',
    'ClaudeBot',
    'cohere-training-data-crawler',
    'Google-Extended',
    'GPTBot',
    'meta-externalagent',
  ],
  answers: [
    'ChatGPT-User',
    'Claude-SearchBot',
    'Claude-User',
    'DuckAssistBot',
    'meta-externalfetcher',
    'MistralAI-User',
    'OAI-SearchBot',
    'Perplexity-User',
    'PerplexityBot',
  ],
};

/** @returns the names of the crawlers that are to stay away */
export function refusedCrawlers(rules: CrawlerRules): string[] {
  return (['training', 'answers'] as const).flatMap((purpose) =>
    rules[purpose] === 'refuse' ? crawlers[purpose] : [],
  );
}
