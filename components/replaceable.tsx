import type { ReactNode } from 'react';
import { components } from '@/extensions/components';
import { reportComponentError } from '@/lib/next/page-props';
import type { Component, ReplaceableProps, SlotProps } from '@/lib/pages/extension-components';
import type { ExtensionPageInput } from '@/lib/pages/props';

/**
 * A component of the owner's. Looked up when a page is rendered: the owner's components may import ours, which
 * would not be defined yet. `satisfies ExtensionComponents` and `lib/next/compile.ts` check what there is.
 */
function ownComponent<P>(name: string): Component<P> | undefined {
  const all: Readonly<Record<string, unknown>> = components;
  const component = Object.hasOwn(all, name) ? (all[name] as Component<P>) : undefined;
  return component && ((props) => withContext(name, () => component(props)));
}

/** Runs a component. Names it in its error, which Next would report without the file. */
function withContext(
  name: string,
  run: () => ReactNode | Promise<ReactNode>,
): ReactNode | Promise<ReactNode> {
  const explain = (error: unknown): never => {
    reportComponentError(
      `extensions/components.tsx: ${name} failed: ${error instanceof Error ? error.message : String(error)}`,
    );
    throw error;
  };
  try {
    const made = run();
    return made instanceof Promise ? made.catch(explain) : made;
  } catch (error) {
    return explain(error);
  }
}

/**
 * A component that an owner can replace, by its name in `extensions/components.tsx`.
 *
 * @param ours the component that is used otherwise
 */
export function replaceable<Name extends keyof ReplaceableProps>(
  name: Name,
  ours: Component<ReplaceableProps[Name]>,
): Component<ReplaceableProps[Name]> {
  return (props) => {
    const replacement = ownComponent<ReplaceableProps[Name] & { Original: typeof ours }>(name);
    return replacement ? replacement({ ...props, Original: ours }) : ours(props);
  };
}

interface Props<Place extends keyof SlotProps> {
  at: Place;
  /** The props of the place. */
  of: SlotProps[Place];
}

/** What the owner shows at a place of the templates. */
export function Slot<Place extends keyof SlotProps>({ at, of: props }: Props<Place>): ReactNode {
  const component = ownComponent<SlotProps[Place]>(at);
  // It may be async, which only a call and not an element can be for its type.
  return component ? (component(props) as ReactNode) : null;
}

/** The same in the column of the text. @param className for the width of a page that has none */
export function ColumnSlot<Place extends keyof SlotProps>({
  className = '',
  ...place
}: Props<Place> & { className?: string }): ReactNode {
  if (!ownComponent(place.at)) return null;
  return (
    <div className={`dump mb-5 ${className}`.trim()}>
      <div className="column">
        <Slot {...place} />
      </div>
    </div>
  );
}

/** The width of pages whose `<main>` has none. */
export const pageWidth = 'page-width';

/** The component of an owner's page, with its props. */
export function ExtensionPage({ path, own: props }: ExtensionPageInput): ReactNode {
  const component = ownComponent<object>(path);
  if (!component)
    throw new Error(`extensions/components.tsx has no component for the page ${path} of extensions/pages.ts`);
  return component(props) as ReactNode;
}
