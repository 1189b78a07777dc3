import type { Reference, Role, StyleReferences } from './svg-css';
import { SvgProblem } from './svg-problem';
import { animations, helperElements } from './svg-vocabulary';

/**
 * The maximum number of elements, each counted as often as it may be drawn. Every reference to an element
 * of the drawing is followed: from attributes, styles and animations, for each element that may match a
 * selector or inherit a paint, and to a marker for each vertex.
 */
const maxDrawn = 500_000;

/** The maximum number of elements and references visited to count them, some several times. */
const maxSteps = 4 * maxDrawn;

/** An element that is known to be harmless with everything in it. */
export interface Clean {
  name: string;
  attributes: [name: string, value: string][];
  children: (Clean | string)[];
  /** How many elements it counts as by itself. An `<image>` includes those of the drawing that it shows. */
  weight: number;
  references: Reference[];
}

/** The value of an attribute; `undefined` if it is missing. */
export const attributeOf = ({ attributes }: Clean, name: string) =>
  attributes.find(([one]) => one === name)?.[1];

/** A command or number of a path. */
const token = /([a-df-z])|[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/gi;

/** The maximum number of vertices of a path in a text: each vertex needs a command or number. */
export function countTokens(text: string): number {
  let tokens = 0;
  for (const _ of text.matchAll(token)) tokens++;
  return tokens;
}

/** How many numbers a command needs per vertex. Arcs are not listed: one may be drawn as several curves. */
const numbersPer: Record<string, number> = { m: 2, l: 2, t: 2, c: 6, s: 4, q: 4 };

/** The maximum number of vertices of a path. */
function countVertices(path: string): number {
  let vertices = 0;
  let perToken = 1;
  for (const [, command] of path.matchAll(token)) {
    if (command) perToken = 1 / (numbersPer[command.toLowerCase()] ?? 1);
    if (!command || /z/i.test(command)) vertices += perToken;
  }
  return vertices;
}

/** An element with resolved references. */
interface Part {
  element: Clean;
  parent?: Part;
  children: Part[];
  links: Link[];
  /** The keys of rules that may apply to it. */
  keys: string[];
  /** The keys of rules that may apply to elements in it. */
  inner: ReadonlySet<string>;
  vertices: number;
}

interface Link {
  part: Part;
  role: Role;
}

/** What an element draws, with everything in it. */
interface Count {
  drawn: number;
  /** The number of elements that inherit the properties of a `<use>` of it. */
  elements: number;
  /** The number of vertices of their paths. */
  vertices: number;
}

const none: ReadonlySet<string> = new Set();

const nothing: Count = { drawn: 0, elements: 0, vertices: 0 };

/** How many elements are drawn for an element, and again for each element in it. */
interface Inherited {
  fill: number;
  stroke: number;
  /** At each vertex. */
  marker: number;
  /** The number of elements of the marker, which can use the paints of the path (`context-fill`). */
  elements: number;
  /** Effects that are inherited with a keyword. */
  effects: number;
}

const plain: Inherited = { fill: 0, stroke: 0, marker: 0, elements: 0, effects: 0 };

/**
 * Counts elements as often as they may be drawn: twenty `<use>` elements that each draw the previous one
 * twice are a million.
 *
 * @param pathVertices the maximum number of vertices of a path in its styles
 * @param svg the drawing as text
 * @throws {SvgProblem} if the drawing would take a browser too long
 */
export function countDrawn(
  root: Clean,
  rules: readonly StyleReferences[],
  pathVertices: number,
  svg: string,
): number {
  let steps = 0;
  const step = (drawn: number) => {
    if (drawn > maxDrawn || ++steps > maxSteps)
      throw new SvgProblem(
        `${maxDrawn.toLocaleString('en')} elements or more would be drawn, counting each <use>`,
        'save it as PNG or WebP',
      );
  };

  const byId = new Map<string, Part>();
  const parts: Part[] = [];
  const addPart = (element: Clean, parent?: Part): Part => {
    const part: Part = {
      element,
      parent,
      children: [],
      links: [],
      keys: [],
      inner: none,
      vertices: pathVertices,
    };
    parts.push(part);
    const id = attributeOf(element, 'id');
    if (id !== undefined && !byId.has(id)) byId.set(id, part);
    for (const child of element.children)
      if (typeof child !== 'string') part.children.push(addPart(child, part));
    return part;
  };
  const rootPart = addPart(root);

  // With this keyword, which may contain escapes, an element also inherits effects such as masks.
  const inheritsAll = /inherit|\\/i.test(svg);
  let hasMarkers = false;
  const linksOf = (references: readonly Reference[]): Link[] =>
    references.flatMap(({ id, role }) => {
      const part = byId.get(id);
      hasMarkers ||= part !== undefined && role === 'marker';
      return part ? [{ part, role }] : [];
    });
  /** The references of rules, by key. */
  const styled = new Map<string, Link[][]>();
  for (const { keys, references } of rules) {
    const links = linksOf(references);
    if (links.length === 0) continue;
    for (const key of keys) {
      const all = styled.get(key) ?? [];
      all.push(links);
      styled.set(key, all);
    }
  }
  /** The element that a reference applies to. An animation changes another element. */
  const ownerOf = (part: Part): Part | undefined =>
    animations.has(part.element.name)
      ? (byId.get(attributeOf(part.element, 'href')?.slice(1) ?? '') ?? part.parent)
      : part;
  for (const part of parts) {
    const { element } = part;
    for (const link of linksOf(element.references)) ownerOf(part)?.links.push(link);
    const classes = (attributeOf(element, 'class') ?? '').split(/[ \t\n\f\r]+/).map((name) => `.${name}`);
    const keys = [...new Set(['*', element.name, `#${attributeOf(element, 'id') ?? ''}`, ...classes])];
    part.keys = helperElements.has(element.name) ? [] : keys.filter((key) => styled.has(key));
    const outer = part.parent?.inner ?? none;
    const added = keys.map((key) => `${key} `).filter((key) => styled.has(key) && !outer.has(key));
    part.inner = added.length > 0 ? new Set([...outer, ...added]) : outer;
    if (part.inner !== outer) for (const _ of part.inner) step(0);
  }
  if (hasMarkers)
    for (const part of parts) {
      const owner = ownerOf(part);
      if (!owner) continue;
      for (const name of ['d', 'points', 'values', 'from', 'to', 'by'])
        for (const path of (attributeOf(part.element, name) ?? '').split(';'))
          owner.vertices = Math.max(owner.vertices, countVertices(name === 'points' ? `L${path}` : path));
    }

  function* linksTo(part: Part): Generator<Link> {
    yield* part.links;
    for (const key of part.keys) for (const links of styled.get(key) ?? []) yield* links;
    if (helperElements.has(part.element.name)) return;
    for (const key of part.parent?.inner ?? none) for (const links of styled.get(key) ?? []) yield* links;
  }

  /** The elements that are being counted, outermost first, with their depth. */
  const open = new Map<Part, number>();
  /** The depth of the outermost open element that the current count has met again. */
  let met = Number.POSITIVE_INFINITY;
  /** Memoizes a count, unless it has met an open element: then it is only valid in that element. */
  const memoize = <Found>(known: Map<Part, Found>, part: Part, find: () => Found): Found => {
    const before = known.get(part);
    if (before) return before;
    const level = open.size;
    const metBefore = met;
    met = Number.POSITIVE_INFINITY;
    const found = find();
    if (met >= level) {
      known.set(part, found);
      met = metBefore;
    } else met = Math.min(met, metBefore);
    return found;
  };

  const inherited = new Map<Part, Inherited>();
  const inherit = (part: Part): Inherited =>
    memoize(inherited, part, () => {
      step(0);
      const all = { ...(part.parent ? inherit(part.parent) : plain) };
      for (const { part: target, role } of linksTo(part)) {
        if (role === 'part' || (role === 'effect' && !inheritsAll)) continue;
        const { drawn, elements } = count(target);
        if (role === 'effect') all.effects += drawn;
        else all[role] = Math.max(all[role], drawn);
        if (role === 'marker') all.elements = Math.max(all.elements, elements);
        step(all.effects);
      }
      return all;
    });

  const counts = new Map<Part, Count>();
  const count = (part: Part): Count => {
    step(0);
    // Browsers do not draw circular references.
    const level = open.get(part);
    if (level !== undefined) {
      met = Math.min(met, level);
      return nothing;
    }
    return memoize(counts, part, () => {
      open.set(part, open.size);
      let drawn = part.element.weight;
      let elements = 1;
      let { vertices } = part;
      for (const { part: target, role } of linksTo(part)) {
        if (role !== 'part' && (role !== 'effect' || inheritsAll)) continue;
        const counted = count(target);
        drawn += counted.drawn;
        step(drawn);
        if (role === 'effect') continue;
        elements += counted.elements;
        vertices += counted.vertices;
      }
      const paints = helperElements.has(part.element.name) ? plain : inherit(part);
      elements += vertices * paints.elements;
      drawn += elements * (paints.fill + paints.stroke + paints.effects) + vertices * paints.marker;
      for (const child of part.children) {
        const counted = count(child);
        drawn += counted.drawn;
        step(drawn);
        elements += counted.elements;
        vertices += counted.vertices;
      }
      step(drawn);
      open.delete(part);
      return { drawn, elements, vertices };
    });
  };
  return count(rootPart).drawn;
}
