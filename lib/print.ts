import { notFound } from 'next/navigation';
import { nothing } from './content/addresses';

/** The values of a route's parameter, with `nothing` where there are none. */
export function orNothing(values: readonly string[]): string[] {
  return values.length > 0 ? [...values] : [nothing];
}

/** A route parameter as it was given by `generateStaticParams`; Next hands it on percent-encoded. */
export function decodeParam(param: string): string {
  return decodeURIComponent(param);
}

/** The document that a route is for; a page that was not asked for is a 404. */
export function found<T>(document: T | undefined): T {
  return document ?? notFound();
}
