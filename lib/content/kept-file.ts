import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { ContentError } from './errors';
import { largestAttachment, readRegularFile, realPathIn } from './publishable';

/** A file in the content folder that a command writes, such as `conversation.json`. */
interface KeptFile<Shape extends z.ZodTypeAny> {
  name: string;
  shape: Shape;
  /** The command, such as `conversation`. */
  command: string;
}

/**
 * Reads a file that a command has written to the content folder.
 *
 * @param displayPath converts a path relative to the content directory to the path for messages
 * @returns its content, `undefined` if there is none, or what is wrong with it
 */
export function readKeptFile<Shape extends z.ZodTypeAny>(
  contentDir: string,
  displayPath: (path: string) => string,
  { name, shape, command }: KeptFile<Shape>,
): { content: z.infer<Shape> | undefined; error?: ContentError } {
  const root = realpathSync.native(contentDir);
  const path = realPathIn(root, name);
  const bytes = typeof path === 'string' ? readRegularFile(join(root, path), largestAttachment) : path;
  if (bytes === undefined) return { content: undefined };
  const failed = (message: string, fix = `restore it, or delete it and run: npm run ${command}`) => ({
    content: undefined,
    error: { file: displayPath(name), line: 1, column: 1, message, fix },
  });
  if (!(bytes instanceof Uint8Array)) return failed(`this file ${bytes.problem}`, bytes.fix);
  let written: unknown;
  try {
    written = JSON.parse(bytes.toString('utf8'));
  } catch {
    return failed(`this is not valid JSON; expected what npm run ${command} writes`);
  }
  const parsed = shape.safeParse(written);
  if (parsed.success) return { content: parsed.data };
  const [issue] = parsed.error.issues;
  return failed(
    `${issue?.path.join('.')} is not what npm run ${command} writes (${issue?.message}); expected an unchanged file`,
  );
}
