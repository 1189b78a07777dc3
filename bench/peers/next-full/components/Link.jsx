// biome-ignore lint/style/noRestrictedImports: this site is built in the usual way of Next.js.
export { default as Link } from 'next/link';
