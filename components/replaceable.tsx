import type { ReactNode } from 'react';
import { components } from '@/extensions/components';
import type {
  Component,
  ReplaceableProps,
  Replacements,
  SlotComponents,
  SlotProps,
} from '@/lib/pages/extension-components';
import type { ExtensionPageInput } from '@/lib/pages/props';

/** Looked up when a page is rendered: the owner's components may import ours, which would not be defined yet. */
const own = {
  replacements: (): Replacements => components,
  slots: (): SlotComponents => components,
  pages: (): Readonly<Record<string, Component<never> | undefined>> => components,
};

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
    const replacement = own.replacements()[name];
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
  const component = own.slots()[at];
  // It may be async, which only a call and not an element can be for its type.
  return component ? (component(props) as ReactNode) : null;
}

/** The same in the column of the text. @param className for the width of a page that has none */
export function ColumnSlot<Place extends keyof SlotProps>({
  className = '',
  ...place
}: Props<Place> & { className?: string }): ReactNode {
  if (!own.slots()[place.at]) return null;
  return (
    <div className={`dump ${className}`.trim()}>
      <div className="min-w-0 lg:col-start-2">
        <Slot {...place} />
      </div>
    </div>
  );
}

/** The width of pages whose `<main>` has none. */
export const pageWidth = 'mx-auto w-full max-w-page px-5';

/** The component of an owner's page, with its props. */
export function ExtensionPage({ path, own: props }: ExtensionPageInput): ReactNode {
  const component = own.pages()[path];
  if (!component)
    throw new Error(`extensions/components.tsx has no component for the page ${path} of extensions/pages.ts`);
  return component(props as never) as ReactNode;
}
