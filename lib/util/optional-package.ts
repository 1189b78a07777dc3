import { UserError } from './errors';

/**
 * Loads an optional package (`optionalDependencies` in `package.json`).
 *
 * @param name the package, such as `mathjax`
 * @param purpose what needs it, a plural such as `Formulas in feeds`
 * @param load imports the package
 * @returns the package
 * @throws {UserError} if it is not installed
 */
export async function loadOptional<Module>(
  name: string,
  purpose: string,
  load: () => Promise<Module>,
): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    if (
      (error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND' ||
      !String(error).includes(`'${name}'`)
    )
      throw error;
    throw new UserError(
      `${purpose} need the package ${name}, which is not installed. Run: npm ci --include=optional. If package.json does not list it, add it: npm install ${name}`,
    );
  }
}
