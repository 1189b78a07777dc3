/** One post in `/search.json`, which the search page loads when something is typed. */
export interface SearchEntry {
  path: string;
  title: string;
  description: string;
  tags: string[];
  headings: string[];
}
