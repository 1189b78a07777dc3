export const metadata = { title: 'Search' };

// Pagefind writes these files after the build, so they cannot be bundled.
export default function Search() {
  return (
    <>
      <link rel="stylesheet" href="/pagefind/pagefind-component-ui.css" precedence="default" />
      <script async type="module" src="/pagefind/pagefind-component-ui.js" />
      <h1>Search</h1>
      <pagefind-input />
      <pagefind-summary />
      <pagefind-results />
    </>
  );
}
