/** What the crawlers of language models may do. */
export interface CrawlerRules {
  /** Collect texts to train models. */
  training: 'allow' | 'refuse';
  /** Fetch a page to answer a user's question with it, and link to it. */
  answers: 'allow' | 'refuse';
}

/** The crawlers' names in `robots.txt` (RFC 9309), as their owners document them. */
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

/** The names of the crawlers that `robots.txt` excludes. */
export function refusedCrawlers(rules: CrawlerRules): string[] {
  return (['training', 'answers'] as const).flatMap((purpose) =>
    rules[purpose] === 'refuse' ? crawlers[purpose] : [],
  );
}
