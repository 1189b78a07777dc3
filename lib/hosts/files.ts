import { printRedirects, type Redirect } from '../publish/redirect-file';
export function hostFiles({
  redirects,
}: {
  policies: Map<string, string>;
  redirects: Redirect[];
}): Record<string, string> {
  return { _redirects: printRedirects(redirects) };
}
