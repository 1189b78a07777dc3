import type { Root } from 'hast';
export function needsOf(_tree: Root): Record<string, never> {
  return {};
}
export function contentSecurityPolicy(_needs: Record<string, never>): string {
  return '';
}
export function metaPolicy(policy: string): string {
  return policy;
}
