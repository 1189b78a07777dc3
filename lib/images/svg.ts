import { optimize } from 'svgo';

/**
 * Leaves of a drawing what is drawn: no script, no page inside of it, nothing that would be fetched.
 *
 * @throws {Error} where it is not well-formed
 */
export function cleanSvg(svg: string): string {
  return optimize(svg, {
    plugins: [
      // Nothing that moves styles about: a drawing may follow the reader's theme by its own.
      'removeDoctype',
      'removeXMLProcInst',
      'removeComments',
      'removeMetadata',
      'removeEditorsNSData',
      'cleanupAttrs',
      'convertPathData',
      'removeScripts',
      {
        name: 'removeForeign',
        fn: () => ({
          element: {
            enter({ name, attributes }, parent) {
              if (name === 'foreignObject')
                parent.children = parent.children.filter(
                  (child) => !('name' in child) || child.name !== name,
                );
              for (const [key, value] of Object.entries(attributes))
                if (/^(?:xlink:)?href$/.test(key) && !/^\s*(?:#|data:image\/)/i.test(value))
                  delete attributes[key];
            },
          },
        }),
      },
    ],
  }).data;
}
