import type { Nodes } from 'mdast';
import { directives } from '@/extensions/directives';
import type { ExtensionDirectives } from './extension-directives';

/** The directives of the owner, by name. The owner's module imports `extension-directives.ts`, so they are not in it. */
export const extensionDirectives: ExtensionDirectives = directives;

/** Whether a directive is one of the owner's. */
export const isOfOwner = (name: string): boolean => Object.hasOwn(extensionDirectives, name);

export type BlockDirective = Extract<Nodes, { type: 'containerDirective' | 'leafDirective' }>;

export const isBlockDirective = (node: Nodes): node is BlockDirective =>
  node.type === 'containerDirective' || node.type === 'leafDirective';
